package io.parley.domain.channel;

import java.util.Optional;

/** The rules of one room; each that is empty is the policy's. */
public record RoomRules(Optional<Rule> subscribe, Optional<Rule> publish, Optional<Rule> presence) {
    /** Everything as the policy says. */
    public static final RoomRules NONE = new RoomRules(Optional.empty(), Optional.empty(), Optional.empty());

    /** The room's own rule for that deed. */
    public Optional<Rule> of(Deed deed) {
        return switch (deed) {
            case SUBSCRIBE -> subscribe;
            case PUBLISH -> publish;
            case SEE_PRESENCE -> presence;
        };
    }
}
