-- The archive: messages that are not at hand in Redis any more, under the epoch and offset that they had there. And the cursors of durable
-- subscriptions: how far a user has acknowledged a channel.
--
-- realm, channel, epoch, subject, name: compared by their bytes, as in V1.
-- event, sender, to_users, without_users, without_connections, filter, subject: written as in V2 so that any text fits, and hence the doubled
--     bounds.
-- data: the bytes as they came; is_binary: whether they are no JSON.
-- sender: null is a server. priority: null is normal. to_users: null is "all", which is not "nobody".
-- until: a row may stay after it, until the next of the minutely clean-ups takes it.
--
-- The key: a channel may have millions of rows, and is read a page at a time, one epoch from some offset on, forwards or backwards: that is one
-- stretch of this index. The epoch goes before the offset, so that what another epoch kept under the same offsets is not walked through. Nor is
-- anything sorted, and that a message is kept once needs no second index. The table is not cut into partitions by time: they would have to be
-- part of the key, and two nodes that keep the same message under policies of different ages would keep it twice.
create table parley.archive (
    realm               text collate "C" not null check (char_length(realm) between 1 and 64),
    channel             text collate "C" not null check (char_length(channel) between 1 and 255),
    epoch               text collate "C" not null check (char_length(epoch) between 1 and 64),
    message_offset      bigint           not null check (message_offset >= 1),
    until               timestamptz      not null,
    event               text             not null check (char_length(event) between 1 and 2 * 255),
    data                bytea            not null,
    is_binary           boolean          not null,
    said_at             timestamptz      not null,
    sender              text check (char_length(sender) between 1 and 2 * 128),
    priority            text check (char_length(priority) between 1 and 16),
    to_users            text[],
    without_users       text[],
    without_connections text[],
    filter              text check (char_length(filter) between 1 and 2 * 512),
    primary key (realm, channel, epoch, message_offset)
);

-- What may be forgotten, the oldest first. Rows come in about the order of their ends, so that it grows at one side.
create index archive_until on parley.archive (until);

-- slot: 1 to 10, each once a user, so that the bound holds whoever subscribes at the same time.
-- term: counts who took the cursor; only the last of them may move it.
create table parley.durable_cursors (
    realm          text collate "C" not null check (char_length(realm) between 1 and 64),
    subject        text collate "C" not null check (char_length(subject) between 1 and 2 * 128),
    name           text collate "C" not null check (char_length(name) between 1 and 64),
    channel        text collate "C" not null check (char_length(channel) between 1 and 255),
    slot           int              not null check (slot between 1 and 10),
    term           bigint           not null,
    epoch          text collate "C" not null check (char_length(epoch) between 1 and 64),
    message_offset bigint           not null check (message_offset >= 0),
    used_at        timestamptz      not null,
    primary key (realm, subject, name, channel),
    unique (realm, subject, slot)
);

create index durable_cursors_used on parley.durable_cursors (used_at);
