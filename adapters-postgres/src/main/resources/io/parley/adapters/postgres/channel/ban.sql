-- Bans a user from a channel until that moment, whatever stood there about him.
insert into parley.bans (realm, name, subject, until)
values (:realm, :name, :subject, :until)
on conflict (realm, name, subject) do update set until = excluded.until
