-- The copy of a channel's record, and the generation to which a new one would belong.
-- KEYS: 1 the copy  2 the channel's generation: how often it was forgotten of late
-- ARGV: 1 for how many milliseconds a generation is remembered
-- Returns a list: the generation, 0 if none is remembered; the copy, empty if there is none.
local copy = redis.call('GET', KEYS[1])
local generation = redis.call('GET', KEYS[2])
if generation and not copy then
  -- From now on, because it is told to a reader now: if it ran out before he is done, a later one could count up to the same number.
  redis.call('PEXPIRE', KEYS[2], ARGV[1])
end
return {tonumber(generation or 0), copy or ''}
