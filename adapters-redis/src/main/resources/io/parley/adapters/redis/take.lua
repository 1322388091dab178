-- Takes tokens out of a bucket, which is kept as the moment at which it will be full again: a key that expires then. By the server's clock.
-- KEYS: 1 the bucket (string: microseconds since 1970)
-- ARGV: 1 how many microseconds a token takes to grow again  2 how many there are in a full bucket  3 how many are wanted
-- Returns how many were taken; if there is none, the microseconds until there is, negative.
local interval, burst, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local used = math.max(tonumber(redis.call('GET', KEYS[1]) or 0) - now, 0)
local free = math.floor(burst - used / interval)
if free < 1 then
  return math.floor((burst - 1) * interval - used)
end
local taken = math.min(free, wanted)
used = used + taken * interval
redis.call('SET', KEYS[1], string.format('%.0f', now + used), 'PX', math.ceil(used / 1000))
return taken
