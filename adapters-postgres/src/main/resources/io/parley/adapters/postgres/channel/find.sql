-- What is kept about a channel: always one row, with the room if there is one, and its bans that have not ended at :now. Their ends are
-- microseconds since 1970, in the order of the subjects.
with banned as (
    select array_agg(subject) as subjects, array_agg(cast(extract(epoch from until) * 1000000 as bigint)) as ends
    from parley.bans
    where realm = :realm and name = :name and until > :now
)
select rooms.name is not null as is_room, type, metadata, members, capacity, subscribe_rule, publish_rule, presence_rule, subjects, ends
from banned left join parley.rooms on realm = :realm and name = :name
