package io.parley.application.protocol;

import java.util.Optional;

import io.parley.domain.refusal.Refusal;

/** What a frame turned out to be. */
public sealed interface Decoded {
    /** The client's name for it, if that much could be read. */
    Optional<CommandId> id();

    /** A command that can be carried out. */
    record Command(ClientCommand command) implements Decoded {
        @Override
        public Optional<CommandId> id() {
            return command.id();
        }
    }

    /** Nothing that the protocol knows. */
    record Malformed(Optional<CommandId> id, Refusal refusal) implements Decoded {}
}
