-- Notes that a lease enters a channel, as long as it holds.
-- KEYS: 1 the lease  2 the channels in which it has entries (set)
-- ARGV: 1 the channel
-- Returns 1, or 0 if the lease has ended: then nothing may be entered under it any more.
if redis.call('EXISTS', KEYS[1]) == 0 then
  return 0
end
redis.call('SADD', KEYS[2], ARGV[1])
return 1
