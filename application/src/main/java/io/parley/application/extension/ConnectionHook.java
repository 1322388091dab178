package io.parley.application.extension;

/**
 * Extension point: connections come and go. What one connection does is told in its order; nothing waits for a hook, and one that is cut off misses
 * what it should have been told. Called on a thread of its own, for many connections at once.
 */
public interface ConnectionHook {
    /** The connection is open: as this user, or as nobody. When it logs in as somebody else, it is closed and opened. */
    default void opened(Peer peer, HubActions hub) {}

    /** Its client showed a token by message, and it is good: before it is opened, or for longer. */
    default void authenticated(Peer peer, HubActions hub) {}

    /**
     * It is open no more, or that user's no more.
     *
     * @param reason what the log says
     */
    default void closed(Peer peer, String reason, HubActions hub) {}
}
