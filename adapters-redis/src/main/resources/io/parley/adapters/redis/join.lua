-- Enters a connection into a roster, or moves its entry to another lease.
-- KEYS: 1 the entries (hash: <connection>/<user> -> <lease>/<member>)  2 connections by user (hash: user -> how many)
--       3 there if the lease was evicted from this roster
-- ARGV: 1 <connection>/<user>  2 the user  3 <lease>/<member>
-- Returns how many users are there if the user came with this connection; 0 if he was there; -1 if the lease was evicted.
if redis.call('EXISTS', KEYS[3]) == 1 then
  return -1
end
if redis.call('HSET', KEYS[1], ARGV[1], ARGV[3]) == 0 then
  return 0
end
if redis.call('HINCRBY', KEYS[2], ARGV[2], 1) > 1 then
  return 0
end
return redis.call('HLEN', KEYS[2])
