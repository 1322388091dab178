-- Changes what is not null, and leaves the rest as it is, or as it is for who never said anything. The row is locked, so that of two changes at
-- the same time the second finds what the first made of it.
insert into parley.preferences as known (realm, subject, muted_channels, muted_events, visible, version)
values (:realm, :subject, coalesce(cast(:channels as text[]), '{}'), coalesce(cast(:events as text[]), '{}'),
    coalesce(cast(:visible as boolean), true), 1)
on conflict (realm, subject) do update
set muted_channels = coalesce(cast(:channels as text[]), known.muted_channels),
    muted_events = coalesce(cast(:events as text[]), known.muted_events),
    visible = coalesce(cast(:visible as boolean), known.visible),
    version = known.version + 1
returning muted_channels, muted_events, visible, version
