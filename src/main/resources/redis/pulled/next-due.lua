-- ARGV: a number, who asks, for how long nobody else is given the same (ms), names of fields.
-- Answers nothing, or those fields of the first result after that number.
local at, after, who, claim = now(), ARGV[1], ARGV[2], tonumber(ARGV[3])
for _, number in ipairs(redis.call('ZRANGEBYSCORE', key('due'), '(' .. after, '+inf')) do
  local by, ends = unpack(redis.call('HMGET', hash(number), 'claimed_by', 'claimed_until'))
  if not by or by == who or tonumber(ends) <= at then
    redis.call('HDEL', hash(number), 'claimed_by') -- needs no room; Redis lets what follows go on where there is none
    redis.call('HSET', hash(number), 'claimed_by', who, 'claimed_until', at + claim)
    return redis.call('HMGET', hash(number), unpack(ARGV, 4))
  end
end
return false
