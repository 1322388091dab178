-- Takes a connection out of a roster, whichever lease it was entered under.
-- KEYS: as of all  ARGV: as of all, and 6 <connection>/<user>  7 the user  8 the member
-- Returns what is known of the leave if it was the user's last connection; otherwise nothing.
if redis.call('HDEL', KEYS[1], ARGV[6]) == 0 then
  return false
end
return gone(ARGV[6], ARGV[7], ARGV[8]) or false
