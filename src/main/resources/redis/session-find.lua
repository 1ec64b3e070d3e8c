-- Gives a session whose life has not ended.
-- KEYS: the sessions (hash), when each was used last (sorted set), when each ends at the latest (sorted set).
-- ARGV: key, milliseconds that it lives unused, whether this is a 'use' or a 'look'.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local used = redis.call('ZSCORE', KEYS[2], ARGV[1])
local ends = redis.call('ZSCORE', KEYS[3], ARGV[1])
if not used or not ends or now >= tonumber(ends) or now - used >= tonumber(ARGV[2]) then
  return false
end
if ARGV[3] == 'use' then
  redis.call('ZADD', KEYS[2], now, ARGV[1])
end
return redis.call('HGET', KEYS[1], ARGV[1])
