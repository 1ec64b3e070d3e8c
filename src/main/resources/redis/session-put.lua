-- Keeps a session; gives those of the same account that had to give way, the one unused longest first.
-- KEYS: the sessions (hash), when each was used last (sorted set), when each ends at the latest (sorted set).
-- ARGV: key, session as JSON, user, role, milliseconds that it lives, how many of one account are kept.
local DAY = 24 * 60 * 60 * 1000

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local same = {}
for _, key in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
  local session = cjson.decode(redis.call('HGET', KEYS[1], key))
  if session.user == ARGV[3] and session.role == ARGV[4] then
    table.insert(same, key)
  end
end
local gone = {}
for i = 1, #same - ARGV[6] + 1 do
  table.insert(gone, redis.call('HGET', KEYS[1], same[i]))
  redis.call('HDEL', KEYS[1], same[i])
  redis.call('ZREM', KEYS[2], same[i])
  redis.call('ZREM', KEYS[3], same[i])
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('ZADD', KEYS[2], now, ARGV[1])
redis.call('ZADD', KEYS[3], now + ARGV[5], ARGV[1])
for _, key in ipairs(KEYS) do
  redis.call('PEXPIRE', key, ARGV[5] + DAY)
end
return gone
