-- Moves a cursor, if nobody took it since the term :term. Changes one row or none.
update parley.durable_cursors
set epoch = :epoch, message_offset = :offset, used_at = greatest(used_at, :now)
where realm = :realm and subject = :subject and name = :name and channel = :channel and term = :term
