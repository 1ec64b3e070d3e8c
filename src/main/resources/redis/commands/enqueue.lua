-- ARGV: id, name, time to run (ms), priority, further fields and values. Answers NEW, AGAIN or CONFLICT.
local id, name, timeout, priority = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local known = redis.call('HMGET', hash(id), 'name', 'timeout_ms', 'priority')
if known[1] then
  local same = known[1] == name and known[2] == timeout and known[3] == priority
  return same and 'AGAIN' or 'CONFLICT'
end
local number = redis.call('INCR', key('number')) -- where there is no room, Redis refuses this, and nothing has been changed
local stream = key('stream:' .. priority)
if redis.call('EXISTS', stream) == 0 then
  redis.call('XGROUP', 'CREATE', stream, GROUP, '0', 'MKSTREAM')
end
redis.call('XADD', stream, entry(number), 'id', id)
redis.call('ZADD', key('state:QUEUED'), number, id)
redis.call('HSET', hash(id), 'id', id, 'name', name, 'timeout_ms', timeout, 'priority', priority, 'number', number,
  'state', 'QUEUED', 'attempts', 0, 'enqueued_at', now(), unpack(ARGV, 5))
announce(1)
return 'NEW'
