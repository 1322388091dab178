-- As list.sql, without what the user has read; the one to go on from may be read. A statement of its own, because only a literal
-- "read_at is null" lets a cached plan use notification_unread.
with start as (
    select created_at, id
    from parley.notification
    where realm = :realm and user_id = :userId and id = cast(:after as uuid)
    union all
    select 'infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'
    where cast(:after as uuid) is null
)
select realm, user_id, id, type, title, content, data, created_at, read_at
from parley.notification
where realm = :realm and user_id = :userId and read_at is null
  and (created_at, id) < (select created_at, id from start)
order by created_at desc, id desc
limit :limit
