-- ARGV: whose leases end whenever they would, or empty for those whose time is over; the most that end at once,
-- how often a command is leased at most, the error of one that was leased so often.
-- Answers how many were offered again, and how many are done.
local at, holder, limit, most, failure = now(), ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]

local function due()
  if holder == '' then
    return redis.call('ZRANGEBYSCORE', key('leases'), '-inf', at, 'LIMIT', 0, limit)
  end
  local own = {}
  for _, id in ipairs(redis.call('ZRANGE', key('leases'), 0, -1)) do
    if #own < limit and redis.call('HGET', hash(id), 'leased_to') == holder then
      own[#own + 1] = id
    end
  end
  return own
end

local again, failed = 0, 0
for _, id in ipairs(due()) do
  if tonumber(redis.call('HGET', hash(id), 'attempts')) >= most then
    finish(id, '', {'status', 'FAILED', 'completed_at', at, 'truncated', '0', 'error', failure})
    failed = failed + 1
  else
    offer_again(id)
    again = again + 1
  end
end
announce(again)
return {again, failed}
