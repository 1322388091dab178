-- Broadcasts, in their order, the events up to a position that a replica has by now and that nobody has heard yet.
-- KEYS: 1 the channel's position  2 its history  3 its broadcast
-- ARGV: 1 the position's epoch  2 its offset
-- Returns 1; 0 if the server that is asked does not know the event: another one stored it.
local known = redis.call('HMGET', KEYS[1], 'epoch', 'announced', 'lineage')
local announced, offset = tonumber(known[2] or ARGV[2]), tonumber(ARGV[2])
-- A position of an earlier epoch comes from who says it again after a failover. It holds up to the end of that epoch and of all since.
local function holds(epoch)
  if epoch == known[1] then
    return true
  end
  local found = false
  for earlier, last in string.gmatch(known[3] or '', '([^,]+):(%d+)') do
    found = found or earlier == epoch
    if found and offset > tonumber(last) then
      return false
    end
  end
  return found
end
if not holds(ARGV[1]) then
  return 0
end
if announced >= offset then
  return 1
end
for _, entry in ipairs(redis.call('XRANGE', KEYS[2], (announced + 1) .. '-0', offset .. '-0')) do
  redis.call('SPUBLISH', KEYS[3], known[1] .. ':' .. string.match(entry[1], '^%d+') .. '\n' .. entry[2][2])
end
redis.call('HSET', KEYS[1], 'announced', offset)
return 1
