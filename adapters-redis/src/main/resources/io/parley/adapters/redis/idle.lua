-- Notes that a connection in a roster does nothing, or does something again.
-- KEYS: as of all
-- ARGV: as of all, and 6 <connection>/<user>  7 the user  8 when it did something last, in milliseconds since 1970; empty: now
-- Returns what is known of the change if the user is away with that, or is there again; otherwise nothing.
local entry, user = ARGV[6], ARGV[7]
local entered = redis.call('HGET', KEYS[1], entry)
if not told or not entered then
  return false
end
if ARGV[8] ~= '' then
  if redis.call('HSETNX', KEYS[5], entry, '') == 0 then
    return false
  end
  addIdle(user, 1, tonumber(ARGV[8]))
else
  if redis.call('HDEL', KEYS[5], entry) == 0 then
    return false
  end
  addIdle(user, -1, 0)
end
if not judge(user) then
  return false
end
return change(ARGV[3], user, redis.call('HGET', KEYS[3], user) or memberIn(entered), NO_NAMES)
