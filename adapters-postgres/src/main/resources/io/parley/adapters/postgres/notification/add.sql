-- Keeps a notification. Changes one row, or none if the user has one with that id; a competitor that is just writing it is waited for.
insert into parley.notification (realm, user_id, id, type, title, content, data, created_at, read_at)
values (:realm, :userId, :id, :type, :title, :content, cast(:data as json), :createdAt, :readAt)
on conflict (realm, user_id, id) do nothing
