-- A channel is archived up to an offset: what its history's bounds do not keep is dropped up to there. An epoch that is not the channel's, and an
-- offset before the one that was told last, change nothing.
-- KEYS: as in archive-next.lua
-- ARGV: 1 the channel as it stands in the set  2 the epoch  3 the offset  4 how many entries are kept
-- Returns 1 if something waits still, otherwise 0.
local state = redis.call('HMGET', KEYS[1], 'epoch', 'offset', 'archived')
local newest, archived = tonumber(state[2]), state[3]
if state[1] ~= ARGV[2] or not archived or tonumber(ARGV[3]) > newest then
  return 1
end
if tonumber(ARGV[3]) > tonumber(archived) then
  local step, bytes, from = 25, 0, '(' .. archived .. '-0'
  local entries
  repeat
    entries = redis.call('XRANGE', KEYS[2], from, ARGV[3] .. '-0', 'COUNT', step)
    for _, entry in ipairs(entries) do
      bytes = bytes + #entry[2][2]
      from = '(' .. entry[1]
    end
  until #entries < step
  archived = ARGV[3]
  redis.call('HSET', KEYS[1], 'archived', archived)
  redis.call('HINCRBY', KEYS[1], 'backlog', -bytes)
end
local last = tonumber(archived)
redis.call('XTRIM', KEYS[2], 'MINID', string.format('%.0f-0', math.max(0, math.min(last, newest - ARGV[4]) + 1)))
-- Of what is too old a part at each time: there is another after every batch.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for _, entry in ipairs(redis.call('XRANGE', KEYS[2], '-', archived .. '-0', 'COUNT', 100)) do
  if (tonumber(entry[2][4]) or now) > now then
    break
  end
  redis.call('XDEL', KEYS[2], entry[1])
end
if last < newest then
  return 1
end
redis.call('HSET', KEYS[1], 'backlog', 0)
redis.call('SREM', KEYS[3], ARGV[1])
return 0
