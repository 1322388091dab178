package io.parley.application.connection;

import java.util.Optional;

import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.refusal.ErrorCode;

import static org.assertj.core.api.Assertions.assertThat;

/** Whether a client who came into the room is still there. */
final class Whereabouts {
    private static final ChannelName ROOM = People.ROOM.name();

    private Whereabouts() {}

    /** It was told once that it hears the room no more, and why, and is still connected. */
    static void isOutOfTheRoom(TestClient client, String reason, Optional<ErrorCode> code) {
        assertThat(client.messages(ServerMessage.Removed.class)).containsExactly(new ServerMessage.Removed(ROOM, reason, code));
        assertThat(client.hears()).doesNotContain(ROOM);
        assertThat(client.downlink().closed()).isEmpty();
    }

    static void isInTheRoom(TestClient client) {
        assertThat(client.messages(ServerMessage.Removed.class)).isEmpty();
        assertThat(client.hears()).contains(ROOM);
    }
}
