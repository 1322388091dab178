-- What the scripts of a channel's history have in common; stands before each of them.
--
-- A channel's position is a hash: epoch, offset, run (of the server that wrote it last), lineage (<epoch>:<end> of earlier epochs, separated by
-- commas, the oldest first); in channels whose messages a replica acknowledges also announced, the last offset that may be heard; in archived
-- channels archived, the last offset that is in the archive, and backlog, how many bytes are not. Its history is a stream: an entry's id is
-- <offset>-0, its fields are the event and when it is stale, in milliseconds since 1970.
local MAX_LINEAGE = 8

local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- The server's name in this life. To ask costs more than all the rest of a publish, so it is kept in a key for those who come next on the same
-- connection; the key reaches a replica, and so only who has asked on his connection may believe it.
local function serverRun(key, ask)
  local known = redis.call('GET', key)
  if known and not ask then
    return known
  end
  local run = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
  if known ~= run then
    redis.call('SET', key, run)
  end
  return run
end

-- The channel's epoch and offset. Without a position what is left of the history belongs to an epoch that nobody can name. A server that did not
-- write the position may have heard less than was said: it goes on under a new epoch, so that no offset beyond is ever taken for one of its own.
local function positionOf(key, history, run, fresh)
  local known = redis.call('HMGET', key, 'epoch', 'offset', 'run', 'lineage', 'announced')
  local epoch, offset = known[1], tonumber(known[2] or 0)
  if not epoch then
    redis.call('DEL', key, history)
    redis.call('HSET', key, 'epoch', fresh, 'offset', 0, 'run', run)
    return fresh, 0, '', false
  end
  local lineage, announced = known[4] or '', tonumber(known[5])
  if known[3] ~= run then
    if known[3] then
      local ends = {}
      for stretch in string.gmatch(lineage .. ',' .. epoch .. ':' .. offset, '[^,]+') do
        ends[#ends + 1] = stretch
      end
      lineage = table.concat(ends, ',', math.max(1, #ends - MAX_LINEAGE + 1))
      epoch = fresh
      redis.call('HSET', key, 'epoch', epoch, 'lineage', lineage)
      if announced then
        -- What was stored is safe here, and this server knows of nobody who waits for it.
        announced = offset
        redis.call('HSET', key, 'announced', announced)
      end
    end
    redis.call('HSET', key, 'run', run)
  end
  return epoch, offset, lineage, announced
end
