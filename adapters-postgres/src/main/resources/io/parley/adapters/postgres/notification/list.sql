-- A user's notifications, newest first: :limit of them that come after the one with the id :after, or the first where that is null.
--
-- "start" is the place to go on from: that of :after; without :after one before everything; no row for an id that he does not have, which
-- makes the comparison null and the list empty. So all pages are one statement, whose plan is the same stretch of notification_newest.
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
where realm = :realm and user_id = :userId
  and (created_at, id) < (select created_at, id from start)
order by created_at desc, id desc
limit :limit
