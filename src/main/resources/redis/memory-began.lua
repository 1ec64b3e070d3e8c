-- Keeps since when Redis remembers. KEYS: the second in which it began.
return redis.call('SET', KEYS[1], redis.call('TIME')[1], 'NX')
