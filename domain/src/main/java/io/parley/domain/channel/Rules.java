package io.parley.domain.channel;

/**
 * Who may do what in a channel.
 *
 * @param subscribe who may listen
 * @param publish   who may speak
 * @param presence  who may see who is there, and is seen; only those who may listen are asked
 */
public record Rules(Rule subscribe, Rule publish, Rule presence) {
    /** Rules of a channel in which whoever listens sees who else does. */
    public static Rules of(Rule subscribe, Rule publish) {
        return new Rules(subscribe, publish, Rule.EVERYONE);
    }

    /** The rule for that deed. */
    public Rule of(Deed deed) {
        return switch (deed) {
            case SUBSCRIBE -> subscribe;
            case PUBLISH -> publish;
            case SEE_PRESENCE -> presence;
        };
    }
}
