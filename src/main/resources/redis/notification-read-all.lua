-- KEYS: the alerts, the ids of the unread. Answers how many had been unread.
local unread = redis.call('SCARD', KEYS[2])
redis.call('DEL', KEYS[2])
return unread
