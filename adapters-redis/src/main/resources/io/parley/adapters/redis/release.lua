-- A channel is not archived any more: nothing in it waits.
-- KEYS: 1 the channel's position (hash)  2 the channels of its partition in which something waits (set)
-- ARGV: 1 the channel as it stands in the set
-- Returns 0.
redis.call('HDEL', KEYS[1], 'archived', 'backlog')
redis.call('SREM', KEYS[2], ARGV[1])
return 0
