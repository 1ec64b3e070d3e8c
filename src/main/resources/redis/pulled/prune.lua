-- ARGV: how old a reported result may be (ms), how many there may be, the most to forget at once. Answers how many were forgotten.
local at, age, most, limit = now(), tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])

local function forget(numbers)
  for _, number in ipairs(numbers) do
    local id, name = unpack(redis.call('HMGET', hash(number), 'id', 'name'))
    redis.call('ZREM', key('kept'), number)
    redis.call('HDEL', of_id(id), name)
    redis.call('UNLINK', hash(number))
  end
  return #numbers
end

local pruned = forget(redis.call('ZRANGEBYSCORE', key('kept'), '-inf', at - age, 'LIMIT', 0, limit))
local excess = math.min(redis.call('ZCARD', key('kept')) - most, limit - pruned)
if excess > 0 then
  pruned = pruned + forget(redis.call('ZRANGE', key('kept'), 0, excess - 1))
end
return pruned
