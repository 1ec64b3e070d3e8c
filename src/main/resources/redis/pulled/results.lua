-- What all scripts for results of pulled commands begin with. KEYS[1] is the prefix of their keys, whose hash tag keeps them in one slot:
--   result:NUMBER  hash: all about one result; what is null is absent
--   id:ID          hash: numbers of the results for that id, by the command's name
--   due            sorted set: numbers of what is to be reported, by number
--   kept           sorted set: numbers of what is reported, by when it was kept (milliseconds since the epoch)
--   number         the last result's
-- Time is that of Redis, in milliseconds since the epoch, so that the clocks of agents do not matter.
local function key(name)
  return KEYS[1] .. name
end

local function hash(number)
  return key('result:' .. number)
end

local function of_id(id)
  return key('id:' .. id)
end

local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
