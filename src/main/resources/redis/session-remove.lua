-- Forgets a session and gives it.
-- KEYS: the sessions (hash), when each was used last (sorted set), when each ends at the latest (sorted set). ARGV: key.
local session = redis.call('HGET', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('ZREM', KEYS[3], ARGV[1])
return session
