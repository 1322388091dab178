-- Messages of a channel between two offsets, the oldest first. Each stretch is one part of the primary key's index, and gives no more than
-- :limit rows: what comes after them in a stretch has as many smaller offsets before it. Of one offset in two stretches the later is taken.
select distinct on (found.message_offset) found.*
from unnest(cast(:epochs as text[]), cast(:ends as bigint[])) with ordinality as stretch (epoch, last, place)
cross join lateral (
    select epoch, message_offset, event, data, is_binary, said_at, sender, priority, to_users, without_users, without_connections, filter
    from parley.archive
    where realm = :realm and channel = :channel and archive.epoch = stretch.epoch
      and message_offset > :above and message_offset < :below and message_offset <= stretch.last
    order by message_offset
    limit :limit
) as found
order by found.message_offset, stretch.place desc
limit :limit
