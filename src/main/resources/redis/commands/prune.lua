-- ARGV: how old a result may be (ms), how many there may be, the most to forget at once. Answers how many were forgotten.
-- Consumers that have nothing and did not ask for long are forgotten too.
local at, age, most, limit = now(), tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])

local function discount(counts, name)
  if name and redis.call('HINCRBY', key(counts), name, -1) <= 0 then
    redis.call('HDEL', key(counts), name)
  end
end

local function is_due(id)
  return redis.call('LLEN', key('done')) > most or tonumber(redis.call('HGET', hash(id), 'done_at')) <= at - age
end

local function forget(id)
  redis.call('LPOP', key('done'))
  local status, executor = unpack(redis.call('HMGET', hash(id), 'status', 'executed_by'))
  redis.call('ZREM', key('state:DONE'), id)
  redis.call('UNLINK', hash(id))
  discount('outcomes', status)
  discount('executors', executor)
end

local function forget_consumers(stream)
  for _, consumer in ipairs(redis.call('XINFO', 'CONSUMERS', stream, GROUP)) do
    if consumer[4] == 0 and consumer[6] > age then
      redis.call('XGROUP', 'DELCONSUMER', stream, GROUP, consumer[2])
    end
  end
end

local pruned = 0
local oldest = redis.call('LINDEX', key('done'), 0)
while oldest and pruned < limit and is_due(oldest) do
  forget(oldest)
  pruned = pruned + 1
  oldest = redis.call('LINDEX', key('done'), 0)
end
for _, priority in ipairs(PRIORITIES) do
  local stream = key('stream:' .. priority)
  if redis.call('EXISTS', stream) == 1 then
    forget_consumers(stream)
  end
end
return pruned
