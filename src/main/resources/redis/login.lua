-- Begins or ends a try to log in. At the beginning: the limit that holds it back, the milliseconds to wait, whether the address
-- is known.
-- KEYS: what is known of the address, of the user, whether the address has logged in before.
-- ARGV: begin, succeeded, failed or abandoned; the id of the try; failures of an address and its longest penalty; those of a
-- user; milliseconds that an address stays known.
local WINDOW, PENALTY, FORGIVEN, SHORT, LEASE = 60000, 60000, 900000, 1000, 120000

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function load(key)
  local text = redis.call('GET', key)
  local subject = text and cjson.decode(text) or {failed = {}, trying = {}, penalty = 0, ends = 0}
  local failed = {}
  for _, at in ipairs(subject.failed) do
    if now - at < WINDOW then
      table.insert(failed, at)
    end
  end
  subject.failed = failed
  return subject
end

local function save(key, subject)
  if subject.penalty > 0 then
    redis.call('SET', key, cjson.encode(subject), 'PX', math.max(subject.ends - now, 0) + FORGIVEN + LEASE)
  elseif #subject.failed > 0 or next(subject.trying) then
    redis.call('SET', key, cjson.encode(subject), 'PX', LEASE)
  else
    redis.call('DEL', key)
  end
end

local function begin(subject, limit)
  if now < subject.ends then
    return subject.ends - now
  end
  local trying = 0
  for try, lease in pairs(subject.trying) do
    if now < lease then
      trying = trying + 1
    else
      subject.trying[try] = nil
    end
  end
  if #subject.failed + trying >= tonumber(limit) then
    return SHORT
  end
  subject.trying[ARGV[2]] = now + LEASE
  return 0
end

local function finish(subject, limit, longest)
  local began = subject.trying[ARGV[2]]
  subject.trying[ARGV[2]] = nil
  if ARGV[1] ~= 'failed' or not began then
    return
  end
  table.insert(subject.failed, now)
  if #subject.failed >= tonumber(limit) and now >= subject.ends then
    local forgiven = subject.penalty == 0 or now - subject.ends >= FORGIVEN
    subject.penalty = forgiven and PENALTY or math.min(subject.penalty * 2, tonumber(longest))
    subject.ends = now + subject.penalty
    subject.failed = {}
  end
end

local address, user = load(KEYS[1]), load(KEYS[2])
local limit, wait = '', 0
local known = redis.call('EXISTS', KEYS[3])
if ARGV[1] == 'begin' then
  wait = begin(address, ARGV[3])
  if wait > 0 then
    limit = 'login-address'
  else
    wait = begin(user, ARGV[5])
    if wait > 0 and known == 0 then
      limit = 'login-user'
      address.trying[ARGV[2]] = nil
    else
      wait = 0
    end
  end
else
  finish(address, ARGV[3], ARGV[4])
  finish(user, ARGV[5], ARGV[6])
  if ARGV[1] == 'succeeded' then
    redis.call('SET', KEYS[3], '', 'PX', ARGV[7])
  end
end
save(KEYS[1], address)
save(KEYS[2], user)
return {limit, wait, known}
