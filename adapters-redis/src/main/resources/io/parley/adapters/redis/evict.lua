-- Takes everything out of a roster that one lease had entered, and lets it enter nothing more.
-- KEYS: as of all, and 10 set here: the lease was evicted from this roster
-- ARGV: as of all, and 6 <lease>/  7 for how long that is remembered, in milliseconds
-- Returns a list: what is known of each leave.
redis.call('SET', KEYS[10], '', 'PX', ARGV[7])
local left = {}
local entries = redis.call('HGETALL', KEYS[1])
for i = 1, #entries, 2 do
  local entry, member = entries[i], entries[i + 1]
  if string.sub(member, 1, #ARGV[6]) == ARGV[6] then
    redis.call('HDEL', KEYS[1], entry)
    local user = string.sub(entry, string.find(entry, '/', 1, true) + 1)
    left[#left + 1] = gone(entry, user, memberIn(member))
  end
end
return left
