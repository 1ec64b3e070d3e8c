-- Forgets the sessions whose life has ended, and gives each once, whoever asks.
-- KEYS: the sessions (hash), when each was used last (sorted set), when each ends at the latest (sorted set).
-- ARGV: milliseconds that a session lives unused.
local MOST = 1000

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local gone = {}
local function forget(keys)
  for _, key in ipairs(keys) do
    table.insert(gone, redis.call('HGET', KEYS[1], key))
    redis.call('HDEL', KEYS[1], key)
    redis.call('ZREM', KEYS[2], key)
    redis.call('ZREM', KEYS[3], key)
  end
end
forget(redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', now, 'LIMIT', 0, MOST))
forget(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now - ARGV[1], 'LIMIT', 0, MOST))
return gone
