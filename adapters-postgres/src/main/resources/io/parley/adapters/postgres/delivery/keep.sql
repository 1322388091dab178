-- Keeps messages of a channel, all at once; one that is there stays as it is. In the order of their keys, as everybody does, so that two nodes
-- that keep the same do not wait for each other in a circle. Arrays of names come as text, because unnest would make one long list of them.
insert into parley.archive (realm, channel, epoch, message_offset, until, event, data, is_binary, said_at, sender, priority, to_users,
    without_users, without_connections, filter)
select :realm, :channel, epoch, message_offset, :until, event, data, is_binary, said_at, sender, priority, cast(to_users as text[]),
    cast(without_users as text[]), cast(without_connections as text[]), filter
from unnest(cast(:epochs as text[]), cast(:offsets as bigint[]), cast(:events as text[]), cast(:datas as bytea[]),
        cast(:binaries as boolean[]), cast(:saidAts as timestamptz[]), cast(:senders as text[]), cast(:priorities as text[]),
        cast(:toUsers as text[]), cast(:withoutUsers as text[]), cast(:withoutConnections as text[]), cast(:filters as text[]))
    as message (epoch, message_offset, event, data, is_binary, said_at, sender, priority, to_users, without_users, without_connections, filter)
order by epoch collate "C", message_offset
on conflict (realm, channel, epoch, message_offset) do nothing
