package io.parley.domain.identity;

import java.util.Optional;

/** What others see of a user, as his token says it: a display name and the address of a picture. */
public record Profile(Optional<String> name, Optional<String> avatar) {
    /** A user of whom nothing is known but his id. */
    public static final Profile UNKNOWN = new Profile(Optional.empty(), Optional.empty());
}
