-- A part of a channel's history, and how much there is; the channel gets an epoch if it has none.
-- KEYS: 1 the channel's position  2 its history  3 the server's run
-- ARGV: 1 an epoch, should a new one be needed  2 for how many milliseconds the position of a new one is kept  3 the offset from which to read,
--   itself left out; empty: from the beginning  4 at most how many entries  5 1: towards older ones  6 how many bytes are enough
-- Returns a list: <epoch>:<offset>; the lineage; the offset of the oldest entry, one above the newest if there is none; whether the channel is
-- archived; the last offset that was looked at; then for each entry its offset and the event.
local epoch, newest, lineage, announced = positionOf(KEYS[1], KEYS[2], serverRun(KEYS[3], true), ARGV[1])
if redis.call('PTTL', KEYS[1]) < 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
newest = announced or newest
local archived = redis.call('HGET', KEYS[1], 'archived')

-- Entries that are too old leave, unless the archive has yet to take them. All of one channel are mostly of one age, so the old ones stand first.
local time = now()
local function isStale(entry)
  local stale = tonumber(entry[2][4]) -- One of an earlier release does not say.
  return stale and stale <= time
end
local oldest
repeat
  local first = redis.call('XRANGE', KEYS[2], '-', '+', 'COUNT', 100)
  oldest = #first > 0 and tonumber(string.match(first[1][1], '^%d+')) or newest + 1
  local left = 0
  for _, entry in ipairs(first) do
    local offset = tonumber(string.match(entry[1], '^%d+'))
    if not isStale(entry) or (archived and offset > tonumber(archived)) then
      break
    end
    redis.call('XDEL', KEYS[2], entry[1])
    left = left + 1
    oldest = offset + 1
  end
until left < 100
oldest = math.min(oldest, newest + 1)

local towardsOlder = ARGV[5] == '1'
local from = tonumber(ARGV[3]) or (towardsOlder and newest + 1 or 0)
local reached = math.min(from, towardsOlder and newest + 1 or newest)
local found = {epoch .. ':' .. newest, lineage, oldest, archived and 1 or 0, reached}
local wanted, enough = tonumber(ARGV[4]), tonumber(ARGV[6])
while wanted > 0 and enough > 0 do
  local some = math.min(wanted, 50)
  local entries
  if towardsOlder then
    entries = reached > 1 and redis.call('XREVRANGE', KEYS[2], (reached - 1) .. '-0', '-', 'COUNT', some) or {}
  else
    entries = reached < newest and redis.call('XRANGE', KEYS[2], (reached + 1) .. '-0', newest .. '-0', 'COUNT', some) or {}
  end
  for _, entry in ipairs(entries) do
    if towardsOlder and isStale(entry) and not archived then
      -- Nothing before an entry that is too old is told either, so that what is told has no gaps.
      found[3] = reached
      wanted = 0
      break
    end
    reached = tonumber(string.match(entry[1], '^%d+'))
    found[#found + 1] = reached
    found[#found + 1] = entry[2][2]
    wanted = wanted - 1
    enough = enough - #entry[2][2]
    if enough <= 0 then
      break
    end
  end
  if #entries < some then
    break
  end
end
found[5] = reached
return found
