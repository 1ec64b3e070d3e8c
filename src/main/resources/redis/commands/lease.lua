-- ARGV: id of the lease, holder, how much longer than its own time a command is leased (ms). Answers nothing, or the command.
-- The first write is one that needs no room, and Redis lets the others follow it: what was accepted goes on where there is none.
local lease, holder, margin = ARGV[1], ARGV[2], tonumber(ARGV[3])

local function next_of(priority)
  local stream = key('stream:' .. priority)
  local again = redis.call('ZPOPMIN', key('again:' .. priority))
  if again[1] then
    redis.call('XCLAIM', stream, GROUP, holder, 0, entry(again[2]), 'FORCE', 'JUSTID')
    return again[1]
  end
  if redis.call('EXISTS', stream) == 0 then
    return nil
  end
  local read = redis.call('XREADGROUP', 'GROUP', GROUP, holder, 'COUNT', 1, 'STREAMS', stream, '>')
  return read and read[1][2][1][2][2]
end

for _, priority in ipairs(PRIORITIES) do
  local id = next_of(priority)
  if id then
    local command = redis.call('HMGET', hash(id), 'id', 'name', 'timeout_ms', 'priority', 'enqueued_by', 'enqueued_from',
      'request_id', 'number', 'attempts')
    local number, attempt = command[8], command[9] + 1
    local ends = now() + command[3] + margin
    redis.call('ZADD', key('leases'), ends, id)
    redis.call('HSET', hash(id), 'attempts', attempt, 'lease_id', lease, 'leased_to', holder, 'leased_until', ends)
    move(id, number, 'QUEUED', 'LEASED')
    command[8] = string.format('%.0f', ends)
    command[9] = tostring(attempt)
    return command
  end
end
return false
