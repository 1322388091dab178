-- Enters a connection into a roster.
-- KEYS: 1 the entries (hash: <lease>/<connection> -> member)  2 connections by user (hash: user -> how many)
-- ARGV: 1 <lease>/<connection>  2 the user  3 the member
-- Returns how many users are there if the user came with this connection, otherwise 0.
if redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[3]) == 0 then
  return 0
end
if redis.call('HINCRBY', KEYS[2], ARGV[2], 1) > 1 then
  return 0
end
return redis.call('HLEN', KEYS[2])
