package io.parley.domain.delivery;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;

class MessageTest {
    private static final Message MESSAGE = new Message(new ChannelId(RealmId.DEFAULT, new ChannelName("chat:1")), "greeting", Payload.NULL,
            Instant.parse("2026-03-01T12:00:00.123987Z"), Optional.empty());

    @Test
    void theMomentIsCutToWhatTheProtocolShows() {
        assertThat(MESSAGE.at()).isEqualTo(Instant.parse("2026-03-01T12:00:00.123Z"));
    }

    @Test
    void unlessItSaysOtherwiseItIsForAllAndNotUrgent() {
        assertThat(MESSAGE.audience()).isEqualTo(Audience.EVERYBODY);
        assertThat(MESSAGE.priority()).isEqualTo(Priority.NORMAL);
    }
}
