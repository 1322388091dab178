-- Takes a lease that nobody holds, or renews one's own.
-- KEYS: 1 the lease
-- ARGV: 1 who asks  2 for how many milliseconds
-- Returns 2 if it was taken, 1 if it was renewed, 0 if somebody else holds it.
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return holder and 1 or 2
