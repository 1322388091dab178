-- Drops the copy of a channel's record, and with a new generation those that are on their way.
-- KEYS: 1 the copy  2 the channel's generation
-- ARGV: 1 for how many milliseconds a generation is remembered
-- Returns the new generation.
redis.call('DEL', KEYS[1])
local generation = redis.call('INCR', KEYS[2])
redis.call('PEXPIRE', KEYS[2], ARGV[1])
return generation
