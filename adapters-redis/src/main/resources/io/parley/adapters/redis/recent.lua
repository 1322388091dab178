-- The newest position of a channel, which gets an epoch if it has none, and the entries of its history that lead up to it.
-- KEYS: 1 the channel's position (hash: epoch, offset)  2 its history (stream, as in publish.lua)
-- ARGV: 1 an epoch, should a new one be needed  2 for how many milliseconds a new one is kept  3 at most how many entries
-- Returns a list: <epoch>:<offset>; then for each entry, the oldest first, its offset and the event.
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if not epoch then
  -- As in publish.lua: what is left of the history belongs to an epoch that nobody can name.
  epoch = ARGV[1]
  redis.call('DEL', KEYS[2])
  redis.call('HSET', KEYS[1], 'epoch', epoch, 'offset', 0)
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
local recent = {epoch .. ':' .. redis.call('HGET', KEYS[1], 'offset')}
if tonumber(ARGV[3]) <= 0 then
  return recent
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local entries = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', ARGV[3])
-- Nothing before an entry that is too old is told either, so that what is told has no gaps. One of an earlier release does not say when that is.
local oldest = 0
while oldest < #entries do
  local stale = tonumber(entries[oldest + 1][2][4])
  if stale and stale <= now then
    break
  end
  oldest = oldest + 1
end
for i = oldest, 1, -1 do
  recent[#recent + 1] = string.match(entries[i][1], '^%d+')
  recent[#recent + 1] = entries[i][2][2]
end
return recent
