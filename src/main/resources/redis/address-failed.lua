-- Counts a failure of an address: the milliseconds of penalty that are left, whether to name the failure, and how many went
-- unnamed since the last one.
-- KEYS: what is known of each address (hash), when each failed last (sorted set).
-- ARGV: the address, failures within a minute that lead to a penalty, how many addresses are remembered.
local MINUTE, LONGEST, FORGET = 60000, 900000, 1800000

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local known = redis.call('HGET', KEYS[1], ARGV[1])
local address = known and cjson.decode(known)
if not address or now - tonumber(redis.call('ZSCORE', KEYS[2], ARGV[1]) or 0) >= FORGET then
  address = {began = 0, failures = 0, length = 0, ends = 0, line = 0, silenced = 0}
end

local left, named, silenced = 0, 1, 0
if now < address.ends then
  left = address.ends - now
  if now - address.line < MINUTE then
    address.silenced = address.silenced + 1
    named = 0
  else
    silenced = address.silenced
    address.line = now
    address.silenced = 0
  end
else
  if now - address.began >= MINUTE then
    address.began = now
    address.failures = 0
  end
  address.failures = address.failures + 1
  if address.failures >= tonumber(ARGV[2]) then
    local quiet = address.length == 0 or now - address.ends >= LONGEST
    address.length = quiet and MINUTE or math.min(address.length * 2, LONGEST)
    address.ends = now + address.length
    address.began = 0
    address.line = now - MINUTE
  end
end

redis.call('HSET', KEYS[1], ARGV[1], cjson.encode(address))
redis.call('ZADD', KEYS[2], now, ARGV[1])
local forgotten = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now - FORGET, 'LIMIT', 0, 100)
if redis.call('ZCARD', KEYS[2]) > tonumber(ARGV[3]) then
  table.insert(forgotten, redis.call('ZRANGE', KEYS[2], 0, 0)[1])
end
for _, old in ipairs(forgotten) do
  redis.call('ZREM', KEYS[2], old)
  redis.call('HDEL', KEYS[1], old)
end
redis.call('PEXPIRE', KEYS[1], FORGET)
redis.call('PEXPIRE', KEYS[2], FORGET)
return {left, named, silenced}
