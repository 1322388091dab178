package io.parley.domain.presence;

import io.parley.domain.identity.Profile;
import io.parley.domain.identity.UserId;

/** A user who is present in a channel, and what others see of him. */
public record Member(UserId user, Profile profile) {}
