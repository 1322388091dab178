-- Removes bans of a channel that had ended at :now, at most 100, so that who bans one user does not work for all who came before. A ban that
-- somebody is just renewing is left alone, and not waited for. An array, because the plan of an "in" may look for its hundred again and again.
delete from parley.bans
where realm = :realm and name = :name and subject = any (array(
    select subject from parley.bans
    where realm = :realm and name = :name and until <= :now
    limit 100
    for update skip locked
))
