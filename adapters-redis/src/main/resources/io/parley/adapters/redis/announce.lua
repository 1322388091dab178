-- Broadcasts, in their order, the events up to a position that a replica has by now and that nobody has heard yet.
-- KEYS: 1 the channel's position  2 its history  3 its broadcast
-- ARGV: 1 the position's epoch  2 its offset
-- Returns 1; 0 if the epoch is another by now: the server that stored the event is not the one that is asked.
local known = redis.call('HMGET', KEYS[1], 'epoch', 'announced')
if known[1] ~= ARGV[1] then
  return 0
end
local announced, offset = tonumber(known[2] or ARGV[2]), tonumber(ARGV[2])
if announced >= offset then
  return 1
end
for _, entry in ipairs(redis.call('XRANGE', KEYS[2], (announced + 1) .. '-0', offset .. '-0')) do
  redis.call('SPUBLISH', KEYS[3], known[1] .. ':' .. string.match(entry[1], '^%d+') .. '\n' .. entry[2][2])
end
redis.call('HSET', KEYS[1], 'announced', offset)
return 1
