-- Gives a lease back, if it is still one's own.
-- KEYS: 1 the lease
-- ARGV: 1 who gives it back
-- Returns 1 if it was, otherwise 0.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
return redis.call('DEL', KEYS[1])
