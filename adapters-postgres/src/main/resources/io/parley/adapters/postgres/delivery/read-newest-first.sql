-- As read.sql, backwards: the newest first, and what comes after a stretch's :limit rows has as many larger offsets before it. A statement of its
-- own, because the direction of a walk through an index is no parameter.
select distinct on (found.message_offset) found.*
from unnest(cast(:epochs as text[]), cast(:ends as bigint[])) with ordinality as stretch (epoch, last, place)
cross join lateral (
    select epoch, message_offset, event, data, is_binary, said_at, sender, priority, to_users, without_users, without_connections, filter
    from parley.archive
    where realm = :realm and channel = :channel and archive.epoch = stretch.epoch
      and message_offset > :above and message_offset < :below and message_offset <= stretch.last
    order by message_offset desc
    limit :limit
) as found
order by found.message_offset desc, stretch.place desc
limit :limit
