-- What a user wants; no row if he never said.
select muted_channels, muted_events, visible, version
from parley.preferences
where realm = :realm and subject = :subject
