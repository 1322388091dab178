-- How many cursors a user has.
select count(*) from parley.durable_cursors where realm = :realm and subject = :subject
