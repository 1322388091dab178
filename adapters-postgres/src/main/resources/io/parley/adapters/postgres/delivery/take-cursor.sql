-- Takes a cursor over, if there is one that was used since :kept; one row, or none.
update parley.durable_cursors
set term = term + 1, used_at = greatest(used_at, :now)
where realm = :realm and subject = :subject and name = :name and channel = :channel and used_at > :kept
returning epoch, message_offset, term
