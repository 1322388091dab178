-- Changes what a user says of himself in a roster, if he says still what he said when that was read.
-- KEYS: as of all
-- ARGV: as of all, and 6 the user  7 what he said  8 what he says; empty: it is only read  9 the names of what changed
-- Returns a list: what he says now; then, if it was changed, what is known of the change. Empty if he is not there.
local user = ARGV[6]
local member = redis.call('HGET', KEYS[3], user)
if not member or redis.call('HEXISTS', KEYS[2], user) == 0 then
  return {}
end
local state = redis.call('HGET', KEYS[4], user) or NOTHING
if state ~= ARGV[7] or ARGV[8] == '' then
  return {state}
end
redis.call('HSET', KEYS[4], user, ARGV[8])
return {ARGV[8], change(ARGV[3], user, member, ARGV[9])}
