-- ARGV: id, id of the lease.
local id = ARGV[1]
local lease, state = unpack(redis.call('HMGET', hash(id), 'lease_id', 'state'))
if lease == ARGV[2] and state == 'LEASED' then
  offer_again(id)
  redis.call('HINCRBY', hash(id), 'attempts', -1)
  announce(1)
end
return 1
