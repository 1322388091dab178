-- Forgets at most :limit cursors that were not used since :kept; those that somebody is just taking are left alone.
delete from parley.durable_cursors
where ctid = any (array(
    select ctid from parley.durable_cursors
    where used_at <= :kept
    order by used_at
    limit :limit
    for update skip locked
))
