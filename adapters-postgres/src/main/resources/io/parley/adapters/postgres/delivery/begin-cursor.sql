-- Makes a cursor in the first slot that the user has free; changes no row if he has none, or somebody made one in that slot just now.
insert into parley.durable_cursors (realm, subject, name, channel, slot, term, epoch, message_offset, used_at)
select :realm, :subject, :name, :channel, min(slot), 1, :epoch, :offset, :now
from generate_series(1, :slots) as slot
where slot not in (select slot from parley.durable_cursors where realm = :realm and subject = :subject)
having min(slot) is not null
on conflict do nothing
