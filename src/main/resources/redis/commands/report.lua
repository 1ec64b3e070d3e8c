-- ARGV: id, who ran it or empty, fields and values of the result. Answers ACCEPTED, LATE or UNKNOWN.
local id = ARGV[1]
local state = redis.call('HGET', hash(id), 'state')
if not state then
  return 'UNKNOWN'
end
if state == 'DONE' then
  return 'LATE'
end
finish(id, ARGV[2], {unpack(ARGV, 3)})
return 'ACCEPTED'
