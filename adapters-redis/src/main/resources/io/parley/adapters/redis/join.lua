-- Enters a connection into a roster, or moves its entry to another lease.
-- KEYS: as of all, and 10 there if the lease was evicted from this roster
-- ARGV: as of all, and 6 <connection>/<user>  7 the user  8 <lease>/  9 the member
-- Returns a list: the roster's era and number, and what is known of the join if it was the user's first; empty if the lease was evicted.
if redis.call('EXISTS', KEYS[10]) == 1 then
  return {}
end
local entry, user, member = ARGV[6], ARGV[7], ARGV[9]
local before = redis.call('HGET', KEYS[1], entry)
redis.call('HSET', KEYS[1], entry, ARGV[8] .. member)
local came = not before and redis.call('HINCRBY', KEYS[2], user, 1) == 1
local joined
if came then
  if told then
    forget(user)
    redis.call('HSET', KEYS[3], user, member)
  else
    redis.call('DEL', KEYS[9])
  end
  joined = change(ARGV[1], user, member, '')
elseif told and not (before and memberIn(before) == member) then
  local known = redis.call('HGET', KEYS[3], user)
  redis.call('HSET', KEYS[3], user, member)
  if judge(user) or (known and known ~= member) then
    change(ARGV[3], user, member, NO_NAMES)
  end
end
local era, number = version()
return joined and {era, number, joined} or {era, number}
