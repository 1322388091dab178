-- Takes everything out of a roster that one lease had entered, and lets it enter nothing more.
-- KEYS: 1 the entries (hash: <connection>/<user> -> <lease>/<member>)  2 connections by user (hash: user -> how many)
--       3 set here: the lease was evicted from this roster
-- ARGV: 1 <lease>/  2 for how long that is remembered, in milliseconds
-- Returns a list: for each user who left with it, how many were left then, and the member.
redis.call('SET', KEYS[3], '', 'PX', ARGV[2])
local left = {}
local entries = redis.call('HGETALL', KEYS[1])
for i = 1, #entries, 2 do
  local entry, member = entries[i], entries[i + 1]
  if string.sub(member, 1, #ARGV[1]) == ARGV[1] then
    redis.call('HDEL', KEYS[1], entry)
    local user = string.sub(entry, string.find(entry, '/', 1, true) + 1)
    if redis.call('HINCRBY', KEYS[2], user, -1) <= 0 then
      redis.call('HDEL', KEYS[2], user)
      left[#left + 1] = redis.call('HLEN', KEYS[2])
      left[#left + 1] = string.sub(member, #ARGV[1] + 1)
    end
  end
end
return left
