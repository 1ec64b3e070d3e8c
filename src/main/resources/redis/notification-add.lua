-- Keeps an alert, and forgets the oldest ones beyond the bound, read or not.
-- KEYS: the alerts, the ids of the unread. ARGV: the alert as JSON, its id, 'unread' or 'read', how many are kept.
redis.call('LPUSH', KEYS[1], ARGV[1])
if ARGV[3] == 'unread' then
  redis.call('SADD', KEYS[2], ARGV[2])
end
while redis.call('LLEN', KEYS[1]) > tonumber(ARGV[4]) do
  redis.call('SREM', KEYS[2], cjson.decode(redis.call('RPOP', KEYS[1])).id)
end
return 1
