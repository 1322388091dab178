-- Takes a connection out of a roster, whichever lease it was entered under.
-- KEYS: 1 the entries (hash: <connection>/<user> -> <lease>/<member>)  2 connections by user (hash: user -> how many)
-- ARGV: 1 <connection>/<user>  2 the user
-- Returns how many users are left if the user left with this connection, otherwise -1.
if redis.call('HDEL', KEYS[1], ARGV[1]) == 0 then
  return -1
end
if redis.call('HINCRBY', KEYS[2], ARGV[2], -1) > 0 then
  return -1
end
redis.call('HDEL', KEYS[2], ARGV[2])
return redis.call('HLEN', KEYS[2])
