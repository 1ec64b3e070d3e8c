-- ARGV: id, name, further fields and values. The first write needs no room, so the result of what ran is kept where there is none.
local id, name = ARGV[1], ARGV[2]
local old = redis.call('HGET', of_id(id), name)
redis.call('ZREM', key('due'), old or '')
if old then
  redis.call('ZREM', key('kept'), old)
  redis.call('UNLINK', hash(old))
end
local number = redis.call('INCR', key('number'))
redis.call('HSET', hash(number), 'number', number, 'id', id, 'name', name, 'kept_at', now(), unpack(ARGV, 3))
redis.call('HSET', of_id(id), name, number)
redis.call('ZADD', key('due'), number, number)
return number
