-- The inbox: what is kept for a user until he reads it.
--
-- The schema is there already: Flyway makes it (spring.flyway.schemas=parley), because its own history stands in it.
--
-- realm, user_id: opaque to the hub and compared by their bytes. Collation "C" says so, and no update of the system's locales can spoil an
--     index.
-- data: json, not jsonb: clients get the text byte for byte; jsonb would sort keys, drop repeated ones and rewrite numbers.
-- read_at: null is unread.
create table parley.notification (
    realm      text collate "C" not null,
    user_id    text collate "C" not null,
    id         uuid             not null,
    type       text             not null,
    title      text,
    content    text             not null,
    data       json,
    created_at timestamptz      not null,
    read_at    timestamptz,
    primary key (realm, user_id, id)
);

-- A page is one stretch of an index in the order in which it is shown: all, and the unread, which are few.
create index notification_newest on parley.notification (realm, user_id, created_at desc, id desc);
create index notification_unread on parley.notification (realm, user_id, created_at desc, id desc) where read_at is null;
