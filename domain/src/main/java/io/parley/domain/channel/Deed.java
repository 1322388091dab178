package io.parley.domain.channel;

/** What a rule can allow in a channel. */
public enum Deed {
    SUBSCRIBE("subscribe", "subscribe to"), PUBLISH("publish", "publish to"), SEE_PRESENCE("presence", "see who is in");

    private final String ruleName;
    private final String words;

    Deed(String ruleName, String words) {
        this.ruleName = ruleName;
        this.words = words;
    }

    /** What its rule is called where rules are set: {@code subscribe}, {@code publish}, {@code presence}. */
    public String ruleName() {
        return ruleName;
    }

    /** As it stands in "You may not … public:lobby". */
    public String words() {
        return words;
    }
}
