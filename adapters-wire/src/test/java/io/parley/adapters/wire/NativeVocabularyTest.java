package io.parley.adapters.wire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.notification.Notification;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.Roster;

import static org.assertj.core.api.Assertions.assertThat;

class NativeVocabularyTest {
    private static final UUID ID = UUID.fromString("0198f0b2-7a3c-7000-8000-000000000001");
    private static final Instant CREATED = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final String HEAD = "{\"id\":\"0198f0b2-7a3c-7000-8000-000000000001\",\"userId\":\"ada\",\"type\":\"invitation\",";

    private final NativeVocabulary vocabulary = new NativeVocabulary();

    private static Notification notification(Optional<String> title, String content, Optional<Payload> data, Optional<Instant> readAt) {
        return new Notification(ID, new UserId(RealmId.DEFAULT, "ada"), "invitation", title, content, data, CREATED, readAt);
    }

    @Test
    void aNotificationIsWrittenInFull() {
        assertThat(
                vocabulary.notification(notification(Optional.of("Come"), "Ada invites you", Optional.of(Payload.ofJson("{\"a\": 1.00}")),
                        Optional.of(CREATED.plusSeconds(1)))).json())
                .isEqualTo(HEAD + "\"title\":\"Come\",\"content\":\"Ada invites you\",\"data\":{\"a\": 1.00},"
                        + "\"createdAt\":\"2026-03-01T12:00:00.123Z\",\"readAt\":\"2026-03-01T12:00:01.123Z\"}");
    }

    @Test
    void whatANotificationDoesNotHaveIsLeftOut() {
        assertThat(vocabulary.notification(notification(Optional.empty(), "Hi", Optional.empty(), Optional.empty())).json())
                .isEqualTo(HEAD + "\"content\":\"Hi\",\"createdAt\":\"2026-03-01T12:00:00.123Z\",\"readAt\":null}");
    }

    @Test
    void dataThatIsNullIsNotLeftOut() {
        assertThat(vocabulary.notification(notification(Optional.empty(), "Hi", Optional.of(Payload.NULL), Optional.empty())).json())
                .contains("\"data\":null");
    }

    @Test
    void aTextOfSeveralLinesIsWrittenInOne() {
        assertThat(vocabulary.notification(notification(Optional.empty(), "a\r\nb", Optional.empty(), Optional.empty())).json())
                .contains("\"content\":\"a\\r\\nb\"");
    }

    @Test
    void oddCharactersArriveAsTheyWere() {
        String odd = "\"\\\u0000\u2028🦊ä\u0007";
        Payload payload = vocabulary.notification(notification(Optional.empty(), odd, Optional.empty(), Optional.empty()));
        assertThat(new JsonMapper().readTree(payload.bytes()).get("content").asString()).isEqualTo(odd);
    }

    @Test
    void aHistoryIsWrittenAsItIsToClients() {
        ChannelName room = new ChannelName("room:1");
        Message message = new Message(new ChannelId(RealmId.DEFAULT, room), "said", Payload.ofJson("{\"a\": 1.00}"), CREATED,
                Optional.of(new UserId(RealmId.DEFAULT, "ada")));
        assertThat(vocabulary.history(room, new Position("e", 7), List.of(new Delivery(message, Optional.of(new Position("e", 6))))).json())
                .isEqualTo("{\"channel\":\"room:1\",\"epoch\":\"e\",\"offset\":7,\"messages\":[{\"type\":\"message\","
                        + "\"channel\":\"room:1\",\"event\":\"said\",\"data\":{\"a\": 1.00},\"timestamp\":\"2026-03-01T12:00:00.123Z\","
                        + "\"sender\":\"ada\",\"epoch\":\"e\",\"offset\":6}]}");
    }

    @Test
    void aRosterIsWrittenAsItIsToClients() {
        Member ada = new Member(new UserId(RealmId.DEFAULT, "ada"), new Profile(Optional.of("Ada"), Optional.of("https://x.test/ä.png")));
        assertThat(vocabulary.presence(new ChannelName("room:1"), new Roster(List.of(ada))).json())
                .isEqualTo("{\"channel\":\"room:1\",\"users\":[{\"id\":\"ada\",\"name\":\"Ada\","
                        + "\"metadata\":{\"color\":\"#FF6B6B\",\"avatar\":\"https://x.test/ä.png\"}}],\"count\":1}");
    }
}
