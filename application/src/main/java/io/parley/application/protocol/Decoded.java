package io.parley.application.protocol;

import java.util.Optional;

import io.parley.domain.refusal.Refusal;

/** What a frame turned out to be. */
public sealed interface Decoded {
    /** A command that can be carried out. */
    record Command(ClientCommand command) implements Decoded {}

    /**
     * Nothing that the protocol knows.
     *
     * @param id the client's name for it, if that much could be read
     */
    record Malformed(Optional<CommandId> id, Refusal refusal) implements Decoded {}
}
