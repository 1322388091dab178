-- Stores an event at the next position of its channel and broadcasts it with that position: one step for everybody.
-- KEYS: 1 the channel's position  2 its history  3 its broadcast  4 the message's idempotency key (string: <fingerprint> <position>)
--   5 the server's run  6 the channels in which something waits for the archive (set)
-- ARGV: 1 the event  2 how many events are kept; 0: none, and it is only broadcast  3 for how many milliseconds  4 an epoch, should a new one be
--   needed  5 the message's fingerprint; empty: it may be said again  6 for how many milliseconds that is remembered  7 whether to ask the server
--   for its run  8 whether it may be heard only when a replica has it  9 the channel's name, if it is archived  10 how many bytes may wait for the
--   archive  11 for how many milliseconds the position is kept  12 and the history
-- Returns <epoch>:<offset>, empty if nothing was stored; '!reused' if the key stood for another message, '!full' if the archive is behind.
local once = ARGV[5] ~= ''
if once then
  local fingerprint, position = string.match(redis.call('GET', KEYS[4]) or '', '^(%x+) (.*)$')
  if fingerprint and fingerprint ~= ARGV[5] then
    return '!reused'
  end
  if fingerprint then
    -- A write, so that who waits for a replica waits for this connection's.
    redis.call('PEXPIRE', KEYS[4], ARGV[6])
    return position
  end
end
local size, position = tonumber(ARGV[2]), ''
if size > 0 then
  local epoch, offset, _, announced = positionOf(KEYS[1], KEYS[2], serverRun(KEYS[5], ARGV[7] == '1'), ARGV[4])
  offset = offset + 1
  local archived
  if ARGV[9] ~= '' then
    archived = redis.call('HGET', KEYS[1], 'archived')
    if not archived then
      archived = offset - 1
      redis.call('HSET', KEYS[1], 'archived', archived)
    end
    if redis.call('HINCRBY', KEYS[1], 'backlog', #ARGV[1]) > tonumber(ARGV[10]) then
      redis.call('HINCRBY', KEYS[1], 'backlog', -#ARGV[1])
      return '!full'
    end
    redis.call('SADD', KEYS[6], ARGV[9])
  end
  redis.call('HSET', KEYS[1], 'offset', offset)
  local time = now()
  redis.call('XADD', KEYS[2], offset .. '-0', 'event', ARGV[1], 'stale', time + ARGV[3])
  local oldest = offset - size + 1
  if archived then
    oldest = math.min(oldest, archived + 1)
  end
  if oldest > 1 then
    redis.call('XTRIM', KEYS[2], 'MINID', oldest .. '-0')
  end
  -- The position outlives the history, so that a quiet channel does not lose its epoch with its last message.
  redis.call('PEXPIRE', KEYS[1], ARGV[11])
  redis.call('PEXPIRE', KEYS[2], ARGV[12])
  position = epoch .. ':' .. offset
  if ARGV[8] == '1' and not announced then
    redis.call('HSET', KEYS[1], 'announced', offset - 1)
  elseif ARGV[8] ~= '1' and announced then
    redis.call('HDEL', KEYS[1], 'announced')
  end
end
if once then
  redis.call('SET', KEYS[4], ARGV[5] .. ' ' .. position, 'PX', ARGV[6])
end
if ARGV[8] ~= '1' then
  redis.call('SPUBLISH', KEYS[3], position .. '\n' .. ARGV[1])
end
return position
