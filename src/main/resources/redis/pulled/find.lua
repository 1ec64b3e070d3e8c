-- ARGV: id, names of fields. Answers those fields of each result, in the order in which they were kept.
local numbers = redis.call('HVALS', of_id(ARGV[1]))
table.sort(numbers, function(one, other) return tonumber(one) < tonumber(other) end)
local found = {}
for i, number in ipairs(numbers) do
  found[i] = redis.call('HMGET', hash(number), unpack(ARGV, 2))
end
return found
