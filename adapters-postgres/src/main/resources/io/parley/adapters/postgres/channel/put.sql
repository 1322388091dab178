-- Makes a room or puts this one in its place. Returns whether there was none: a row that nobody has changed yet has no xmax, while one that
-- is there is locked first, which leaves the transaction's id in it. Of many who make the same room at once, the others wait for the first.
insert into parley.rooms (realm, name, type, metadata, members, capacity, subscribe_rule, publish_rule, presence_rule, updated_at)
values (:realm, :name, :type, cast(:metadata as json), cast(:members as text[]), cast(:capacity as int), :subscribeRule, :publishRule,
    :presenceRule, now())
on conflict (realm, name) do update
set type = excluded.type, metadata = excluded.metadata, members = excluded.members, capacity = excluded.capacity,
    subscribe_rule = excluded.subscribe_rule, publish_rule = excluded.publish_rule, presence_rule = excluded.presence_rule,
    updated_at = excluded.updated_at
returning xmax = 0 as is_new
