-- Keeps a copy of a channel's record, unless the channel was forgotten since its generation was told.
-- KEYS: 1 the copy  2 the channel's generation
-- ARGV: 1 the generation that was told  2 the copy  3 for how many milliseconds it is kept
-- Returns 1 if it was kept, otherwise 0.
if (redis.call('GET', KEYS[2]) or '0') ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1
