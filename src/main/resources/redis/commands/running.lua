-- ARGV: id, id of the lease. Answers whether that holds.
local id = ARGV[1]
local lease, state, number = unpack(redis.call('HMGET', hash(id), 'lease_id', 'state', 'number'))
if lease == ARGV[2] and state == 'LEASED' then
  move(id, number, 'LEASED', 'RUNNING')
  return 1
end
return 0
