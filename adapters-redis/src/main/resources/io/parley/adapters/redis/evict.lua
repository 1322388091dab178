-- Takes everything out of a roster that one lease had entered.
-- KEYS: 1 the entries (hash: <lease>/<connection> -> member)  2 connections by user (hash: user -> how many)
-- ARGV: 1 <lease>/
-- Returns a list: for each user who left with it, how many were left then, and the member.
local left = {}
local entries = redis.call('HGETALL', KEYS[1])
for i = 1, #entries, 2 do
  local entry, member = entries[i], entries[i + 1]
  if string.sub(entry, 1, #ARGV[1]) == ARGV[1] then
    redis.call('HDEL', KEYS[1], entry)
    -- A member begins with its user: two bytes of length, then the text.
    local user = string.sub(member, 3, 2 + 256 * string.byte(member, 1) + string.byte(member, 2))
    if redis.call('HINCRBY', KEYS[2], user, -1) <= 0 then
      redis.call('HDEL', KEYS[2], user)
      left[#left + 1] = redis.call('HLEN', KEYS[2])
      left[#left + 1] = member
    end
  end
end
return left
