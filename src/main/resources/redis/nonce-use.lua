-- Notes the use of a nonce, unless it was signed before this memory began. Says FIRST, AGAIN or UNKNOWN.
-- KEYS: the nonce, the second in which the memory began. ARGV: milliseconds to remember it, the second in which it was signed.
redis.call('SET', KEYS[2], redis.call('TIME')[1], 'NX')
if tonumber(ARGV[2]) < tonumber(redis.call('GET', KEYS[2])) then
  return 'UNKNOWN'
end
return redis.call('SET', KEYS[1], '', 'NX', 'PX', ARGV[1]) and 'FIRST' or 'AGAIN'
