-- Forgets a user's cursors that were not used since :kept, so that they do not stand in the way of others.
delete from parley.durable_cursors where realm = :realm and subject = :subject and used_at <= :kept
