-- Stores an event at the next position of its channel and broadcasts it with that position: one step for everybody.
-- KEYS: 1 the channel's position (hash: epoch, offset)  2 its history (stream, an entry's id is <offset>-0, its fields are the
--   event and when it is stale, in milliseconds since 1970)  3 its broadcast
-- ARGV: 1 the event  2 how many events are kept  3 for how many milliseconds  4 an epoch, should a new one be needed
-- Returns <epoch>:<offset>.
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if not epoch then
  -- The position was never there, or is lost: what is left of the history belongs to an epoch that nobody can name.
  epoch = ARGV[4]
  redis.call('DEL', KEYS[1], KEYS[2])
  redis.call('HSET', KEYS[1], 'epoch', epoch)
end
local offset = redis.call('HINCRBY', KEYS[1], 'offset', 1)
-- The key lives as long as its newest entry; the others say themselves when they are too old.
local time = redis.call('TIME')
local stale = time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[3]
redis.call('XADD', KEYS[2], 'MAXLEN', '=', ARGV[2], offset .. '-0', 'event', ARGV[1], 'stale', stale)
redis.call('PEXPIRE', KEYS[2], ARGV[3])
-- The position outlives the history, so that a quiet channel does not lose its epoch with its last message.
redis.call('PEXPIRE', KEYS[1], 2 * ARGV[3])
local position = epoch .. ':' .. offset
redis.call('SPUBLISH', KEYS[3], position .. '\n' .. ARGV[1])
return position
