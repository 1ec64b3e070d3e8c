-- Answers three lists of names and numbers: by state, by outcome, by executor.
local states = {}
for _, state in ipairs(STATES) do
  states[#states + 1] = state
  states[#states + 1] = redis.call('ZCARD', key('state:' .. state))
end
return {states, redis.call('HGETALL', key('outcomes')), redis.call('HGETALL', key('executors'))}
