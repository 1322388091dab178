-- Rooms: what servers have set about single channels. Bans: who was sent out of a channel and may not come back yet.
--
-- realm, name, subject: compared by their bytes, as in V1.
-- type, members, the rules, subject: written so that any text fits (StoredText); a character that does not fit as it is takes two, and so
--     the bounds are twice the domain's.
-- metadata: json, not jsonb, as in V1: subscribers get the text byte for byte.
-- members: null is "nobody said", which is not "nobody".
-- capacity, the rules: null is "as the policy says".
-- until: a row may stay after it: readers judge by it, and the channel's next bans remove it.
create table parley.rooms (
    realm          text collate "C" not null check (char_length(realm) between 1 and 64),
    name           text collate "C" not null check (char_length(name) between 1 and 255),
    type           text check (char_length(type) between 1 and 2 * 64),
    metadata       json             not null check (json_typeof(metadata) = 'object'),
    members        text[] check (cardinality(members) <= 10000 and array_position(members, null) is null),
    capacity       int check (capacity >= 1),
    subscribe_rule text check (char_length(subscribe_rule) between 1 and 2 * 512),
    publish_rule   text check (char_length(publish_rule) between 1 and 2 * 512),
    presence_rule  text check (char_length(presence_rule) between 1 and 2 * 512),
    updated_at     timestamptz      not null,
    primary key (realm, name)
);

create table parley.bans (
    realm   text collate "C" not null check (char_length(realm) between 1 and 64),
    name    text collate "C" not null check (char_length(name) between 1 and 255),
    subject text collate "C" not null check (char_length(subject) between 1 and 2 * 128),
    until   timestamptz      not null,
    primary key (realm, name, subject)
);
