package io.parley.application.connection;

import java.util.Optional;

import io.parley.application.channel.Participant;
import io.parley.application.preference.HeldPreferences;
import io.parley.application.protocol.CommandId;
import io.parley.domain.refusal.Refusal;

/** A participant as the router answers it. */
interface Client extends Participant {
    /** Says no to a command. */
    void refuse(Optional<CommandId> command, Refusal refusal);

    /** What the connection knows of its user's preferences. */
    HeldPreferences held();
}
