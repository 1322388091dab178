package io.parley.domain.channel;

/** Whose word it takes until a publisher is told that his message is stored. */
public enum AckFrom {
    /** The store's master has it. If that dies before it has passed it on, the message is lost, and who hears the channel is told so. */
    MASTER,
    /** A replica has it too, and nobody hears it before. It survives the death of the master; each publish takes one more round trip. */
    REPLICA
}
