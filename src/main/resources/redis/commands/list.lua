-- ARGV: a state or empty for all, the most to answer. Answers how many there are, and the fields of the newest of them.
local limit = tonumber(ARGV[2])
local total, newest = 0, {}
for _, state in ipairs(ARGV[1] == '' and STATES or {ARGV[1]}) do
  local set = key('state:' .. state)
  total = total + redis.call('ZCARD', set)
  local found = redis.call('ZREVRANGE', set, 0, limit - 1, 'WITHSCORES')
  for i = 1, #found, 2 do
    newest[#newest + 1] = {id = found[i], number = tonumber(found[i + 1])}
  end
end
table.sort(newest, function(one, other) return one.number > other.number end)
local answer = {total}
for i = 1, math.min(limit, #newest) do
  answer[i + 1] = redis.call('HMGET', hash(newest[i].id), 'id', 'name', 'state', 'priority', 'attempts', 'enqueued_at',
    'status', 'executed_by', 'completed_at')
end
return answer
