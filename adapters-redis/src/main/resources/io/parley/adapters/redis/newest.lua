-- The newest position of a channel, which gets an epoch if it has none.
-- KEYS: 1 the channel's position (hash: epoch, offset)  2 its history (stream)
-- ARGV: 1 an epoch, should a new one be needed  2 for how many milliseconds a new one is kept
-- Returns <epoch>:<offset>.
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if not epoch then
  -- As in publish.lua: what is left of the history belongs to an epoch that nobody can name.
  epoch = ARGV[1]
  redis.call('DEL', KEYS[2])
  redis.call('HSET', KEYS[1], 'epoch', epoch, 'offset', 0)
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return epoch .. ':' .. redis.call('HGET', KEYS[1], 'offset')
