-- What the scripts of a roster have in common; stands before each of them. A change and its broadcast are one step.
-- KEYS: 1 the entries (hash: <connection>/<user> -> <lease>/<member>)  2 connections by user (hash: user -> how many)
--   3 members (hash: user -> the member as entered last)  4 what they say of themselves (hash: user -> state)
--   5 who does nothing (hash: <connection>/<user> -> nothing; /<user> -> how many of his connections, and when one did something last)
--   6 the roster's version (hash: era, number, run of the server that began the era)  7 the channel's broadcast  8 the server's run
--   9 when the user whose channel it is was there last
-- ARGV: 1 the head of a join  2 of a leave  3 of an update; empty: nobody hears of this roster, so it has no version and no states
--   4 an era, should a new one be needed  5 for how many milliseconds it is remembered when a user was there last; 0: it is not
-- A release before versions knows keys 1 and 2 alone, and what it leaves undone in the others is put right when the user comes next.
local NOTHING = struct.pack('>I8I2', 0, 0)
local NO_NAMES = struct.pack('>I4', 0)
-- Who comes back to an empty roster within that knows that nothing happened.
local EMPTY_FOR = 60000
local told = ARGV[1] ~= ''

local eraNow, numberNow

-- A server that did not begin the era may have heard of fewer changes than were told: what it numbers is of another era.
local function version()
  if not told then
    return '', 0
  end
  if eraNow then
    return eraNow, numberNow
  end
  local known, run = redis.call('HMGET', KEYS[6], 'era', 'number', 'run'), redis.call('GET', KEYS[8]) or ''
  local era, number = known[1], tonumber(known[2] or 0)
  if not era or (known[3] ~= run and known[3] ~= '') then
    era = ARGV[4]
    redis.call('HSET', KEYS[6], 'era', era, 'number', number, 'run', run)
  elseif known[3] ~= run then
    redis.call('HSET', KEYS[6], 'run', run)
  end
  eraNow, numberNow = era, number
  return era, number
end

local function keepVersion(count)
  if count > 0 then
    redis.call('PERSIST', KEYS[6])
  else
    redis.call('DEL', KEYS[3], KEYS[4], KEYS[5])
    redis.call('PEXPIRE', KEYS[6], EMPTY_FOR)
  end
end

-- What is known of a change beside its head: the member, how many there are, the version, his state.
local function describe(user, member, era, number)
  local count = redis.call('HLEN', KEYS[2])
  local state = told and redis.call('HGET', KEYS[4], user) or NOTHING
  return member .. struct.pack('>I4I2', count, #era) .. era .. struct.pack('>I8', number) .. state, count
end

-- Numbers a change of the user and broadcasts it; returns what is known of it.
local function change(head, user, member, names)
  if not told then
    return (describe(user, member, '', 0))
  end
  local era, number = version()
  number = number + 1
  numberNow = number
  redis.call('HSET', KEYS[6], 'number', number)
  local body, count = describe(user, member, era, number)
  keepVersion(count)
  redis.call('SPUBLISH', KEYS[7], '\n' .. head .. body .. names)
  return body
end

-- The member in an entry.
local function memberIn(entry)
  return string.sub(entry, string.find(entry, '/', 1, true) + 1)
end

local function addIdle(user, by, lastActive)
  local count, newest = 0, 0
  local known = redis.call('HGET', KEYS[5], '/' .. user)
  if known then
    count, newest = struct.unpack('>I4I8', known)
  end
  count, newest = count + by, math.max(newest, lastActive)
  if count > 0 then
    redis.call('HSET', KEYS[5], '/' .. user, struct.pack('>I4I8', count, newest))
  else
    redis.call('HDEL', KEYS[5], '/' .. user)
  end
end

-- A user is away if none of his connections does anything. Returns whether that is news.
local function judge(user)
  local away = 0
  local known = redis.call('HGET', KEYS[5], '/' .. user)
  if known then
    local count, newest = struct.unpack('>I4I8', known)
    if count >= tonumber(redis.call('HGET', KEYS[2], user) or 0) then
      away = newest
    end
  end
  local state = redis.call('HGET', KEYS[4], user) or NOTHING
  if (struct.unpack('>I8', state) > 0) == (away > 0) then
    return false
  end
  state = struct.pack('>I8', away) .. string.sub(state, 9)
  if state == NOTHING then
    redis.call('HDEL', KEYS[4], user)
  else
    redis.call('HSET', KEYS[4], user, state)
  end
  return true
end

local function forget(user)
  redis.call('HDEL', KEYS[3], user)
  redis.call('HDEL', KEYS[4], user)
  redis.call('HDEL', KEYS[5], '/' .. user)
end

local function remember()
  if ARGV[5] ~= '0' then
    local time = redis.call('TIME')
    redis.call('SET', KEYS[9], time[1] .. string.sub('00000' .. time[2], -6, -4), 'PX', ARGV[5])
  end
end

-- What is left of an entry that was taken out; returns what is known of the leave if it was the user's last.
local function gone(entry, user, member)
  if told and redis.call('HDEL', KEYS[5], entry) == 1 then
    addIdle(user, -1, 0)
  end
  member = told and redis.call('HGET', KEYS[3], user) or member
  if redis.call('HINCRBY', KEYS[2], user, -1) > 0 then
    if told and judge(user) then
      change(ARGV[3], user, member, NO_NAMES)
    end
    return nil
  end
  redis.call('HDEL', KEYS[2], user)
  if told then
    forget(user)
  else
    remember()
  end
  return change(ARGV[2], user, member, '')
end
