package io.parley.domain.channel;

/**
 * An expression in CEL that decides about one thing. The domain keeps the words; the application's rule language gives them their meaning.
 *
 * <p>What an expression may speak of: {@code auth}, who acts, {@code {uid, roles, scopes, claims}}, or null for an anonymous; {@code data},
 * the channel's room; {@code channel}, its name; {@code captured}, what stands for the captures of the policy's pattern; {@code message},
 * {@code {event, data, sender}}, where something is said. An expression that fails, because it looks for what is not there, says no.
 *
 * @param text 1–{@value #MAX_LENGTH} characters
 */
public record Rule(String text) {
    /** Rules are judged at every subscribe and publish: what needs more than this is a program and belongs elsewhere. */
    public static final int MAX_LENGTH = 512;

    /** Anybody, an anonymous too. */
    public static final Rule EVERYONE = new Rule("true");
    /** Nobody at all. */
    public static final Rule NOBODY = new Rule("false");
    /** Whoever showed who he is. */
    public static final Rule USERS = new Rule("auth != null");
    /** Services: whoever holds the scope to publish. */
    public static final Rule SERVERS = new Rule("'publish' in auth.scopes");
    /** Those who hold the scope or the role {@code admin}. */
    public static final Rule ADMINS = new Rule("'admin' in auth.scopes || 'admin' in auth.roles");
    /** The user whose id stands in the channel's name. */
    public static final Rule OWNER = new Rule("auth.uid == captured.id");
    /** The members of the room. */
    public static final Rule MEMBERS = new Rule("auth.uid != null && data.members.includes(auth.uid)");
    /** The members of the room, or any user where it names none. */
    public static final Rule MEMBERS_IF_ANY = new Rule("auth != null && (!has(data.members) || data.members.includes(auth.uid))");
    /** The user whom the room is about. */
    public static final Rule CONCERNED = new Rule("auth.uid != null && data.userId == auth.uid");
    /** The user whom the name or the room says it is about. */
    public static final Rule CONCERNED_OR_OWNER = new Rule(OWNER.text + " || " + CONCERNED.text);
    /** Whoever has a role in the document. */
    public static final Rule READERS = new Rule("data.permissions[auth.uid] in ['owner', 'editor', 'commenter', 'viewer']");
    /** Whoever may change the document. */
    public static final Rule WRITERS = new Rule("data.permissions[auth.uid] in ['owner', 'editor']");

    /** @throws IllegalArgumentException if the text is empty or too long */
    public Rule {
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("A rule has 1-" + MAX_LENGTH + " characters, not " + text.length());
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
