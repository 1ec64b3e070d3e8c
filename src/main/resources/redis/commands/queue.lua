-- What all scripts of the command queue begin with. KEYS[1] is the prefix of its keys, whose hash tag keeps them in one slot:
--   id:ID            hash: all about one command; what is null is absent
--   stream:PRIORITY  stream of a consumer group: entry N-0 is the command with the number N; an entry lives until its command is done
--   again:PRIORITY   sorted set: commands that were delivered before and are offered again, by number
--   state:STATE      sorted set: commands, by number
--   leases           sorted set: commands that somebody has, by the end of the lease (milliseconds since the epoch)
--   done             list: commands that are done, in the order in which they came to be so
--   outcomes, executors  hashes: how many of those ended so, and were run by whom
--   number           the last command's
--   offered          channel: how many commands have come into the queue
-- Time is that of Redis, in milliseconds since the epoch, so that the clocks of agents do not matter.
local GROUP = 'agents'
local STATES = {'QUEUED', 'LEASED', 'RUNNING', 'DONE'}
local PRIORITIES = {'HIGH', 'NORMAL', 'LOW'}

local function key(name)
  return KEYS[1] .. name
end

local function hash(id)
  return key('id:' .. id)
end

local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function entry(number)
  return string.format('%.0f-0', number)
end

local function move(id, number, from, to)
  redis.call('ZREM', key('state:' .. from), id)
  redis.call('ZADD', key('state:' .. to), number, id)
  redis.call('HSET', hash(id), 'state', to)
end

-- Who may not publish goes without: the agents look from time to time as well.
local function announce(commands)
  if commands > 0 then
    redis.pcall('PUBLISH', key('offered'), commands)
  end
end

-- The command is offered again, before all that was not delivered yet.
local function offer_again(id)
  local number, state, priority = unpack(redis.call('HMGET', hash(id), 'number', 'state', 'priority'))
  redis.call('ZREM', key('leases'), id)
  redis.call('HDEL', hash(id), 'lease_id')
  redis.call('ZADD', key('again:' .. priority), number, id)
  move(id, number, state, 'QUEUED')
end

-- The command has its result now: fields and values, the first two of which are its status.
local function finish(id, executor, fields)
  local number, state, priority = unpack(redis.call('HMGET', hash(id), 'number', 'state', 'priority'))
  local stream = key('stream:' .. priority)
  redis.call('XACK', stream, GROUP, entry(number))
  redis.call('XDEL', stream, entry(number))
  redis.call('ZREM', key('again:' .. priority), id)
  redis.call('ZREM', key('leases'), id)
  move(id, number, state, 'DONE')
  redis.call('RPUSH', key('done'), id)
  redis.call('HINCRBY', key('outcomes'), fields[2], 1)
  if executor ~= '' then
    redis.call('HINCRBY', key('executors'), executor, 1)
  end
  redis.call('HSET', hash(id), 'done_at', now(), unpack(fields))
end
