-- ARGV: number.
local number = ARGV[1]
if redis.call('ZREM', key('due'), number) == 1 then
  redis.call('ZADD', key('kept'), redis.call('HGET', hash(number), 'kept_at'), number)
end
return 1
