-- Takes one request from a token bucket that holds a minute's worth; 0, or the microseconds to wait for the next one.
-- KEYS: when the bucket will be full again, in microseconds. ARGV: requests a minute.
local MINUTE = 60 * 1000 * 1000

local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local full = math.max(tonumber(redis.call('GET', KEYS[1])) or now, now) + math.ceil(MINUTE / ARGV[1])
if full - now > MINUTE then
  return full - now - MINUTE
end
redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000))
return 0
