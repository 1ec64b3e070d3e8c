-- KEYS: the alerts, the ids of the unread. ARGV: how many. Answers each alert and whether it is unread (1 or 0), the newest first.
local found = {}
for i, alert in ipairs(redis.call('LRANGE', KEYS[1], 0, ARGV[1] - 1)) do
  found[2 * i - 1] = alert
  found[2 * i] = redis.call('SISMEMBER', KEYS[2], cjson.decode(alert).id)
end
return found
