-- What waits longest to be archived in a channel. Where nothing waits, the channel is taken off those in which something does.
-- KEYS: 1 the channel's position (as in position.lua)  2 its history  3 the channels of its partition in which something waits (set)
-- ARGV: 1 the channel as it stands in the set  2 at most how many entries  3 after how many bytes it is enough
-- Returns a list: empty, or up to where it goes, as <epoch>:<offset>, and for each entry, the oldest first, its offset and the event.
local state = redis.call('HMGET', KEYS[1], 'epoch', 'offset', 'archived', 'announced')
local epoch, newest, archived = state[1], state[2], state[3]
if not epoch or not archived or tonumber(archived) >= tonumber(newest) then
  redis.call('SREM', KEYS[3], ARGV[1])
  return {}
end
-- What may not be heard yet may be lost still.
newest = state[4] or newest
if tonumber(archived) >= tonumber(newest) then
  return {}
end
-- A few at a time: a message may have 128 KB, and a script holds up everybody.
local step, limit, bytes, from = 25, tonumber(ARGV[2]), 0, '(' .. archived .. '-0'
local found, reached = {false}, newest
repeat
  local entries = redis.call('XRANGE', KEYS[2], from, newest .. '-0', 'COUNT', math.min(step, limit))
  for _, entry in ipairs(entries) do
    local event = entry[2][2]
    reached = string.match(entry[1], '^%d+')
    found[#found + 1] = reached
    found[#found + 1] = event
    bytes = bytes + #event
    from = '(' .. entry[1]
  end
  limit = limit - #entries
  local last = #entries < step
  if last and limit > 0 then
    -- What the stream does not have any more waits for nothing.
    reached = newest
  end
until last or limit <= 0 or bytes >= tonumber(ARGV[3])
found[1] = epoch .. ':' .. reached
return found
