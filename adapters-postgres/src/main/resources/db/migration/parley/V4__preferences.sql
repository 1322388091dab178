-- What users want: which channels and events they do not hear, and whether others see them. Who never said anything has no row.
--
-- realm, subject: compared by their bytes; subject and events are written as in V2 so that any text fits, and hence the doubled bounds.
-- muted_channels: names, and beginnings of names with a star.
-- version: counts the user's changes, so that of two pieces of news about them the later is known.
create table parley.preferences (
    realm          text collate "C" not null check (char_length(realm) between 1 and 64),
    subject        text collate "C" not null check (char_length(subject) between 1 and 2 * 128),
    muted_channels text[]           not null check (cardinality(muted_channels) <= 100 and array_position(muted_channels, null) is null),
    muted_events   text[]           not null check (cardinality(muted_events) <= 100 and array_position(muted_events, null) is null),
    visible        boolean          not null,
    version        bigint           not null check (version >= 1),
    primary key (realm, subject)
);
