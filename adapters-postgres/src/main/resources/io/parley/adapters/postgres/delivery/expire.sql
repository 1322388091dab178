-- Forgets at most :limit messages whose time had come at :now, the oldest first; those that another node is just forgetting are left to it.
delete from parley.archive
where ctid = any (array(
    select ctid from parley.archive
    where until <= :now
    order by until
    limit :limit
    for update skip locked
))
