package io.parley.bootstrap.extension;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;

import io.parley.application.extension.CustomVocabulary;
import io.parley.application.extension.Reception;
import io.parley.application.extension.ServiceEventListener;
import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;
import io.parley.devservices.testing.TestServers;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.identity.RealmId;
import io.parley.domain.notification.Notification;
import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How a product team's own words reach clients, and what it makes of what other services say. */
class OwnWordsTest {
    private static final String SOURCE = "own-words-service";
    private static TestNode node;

    /** Notes in place of notifications, and a lobby in place of the configured channel. */
    static class Words {
        private record Notes() implements CustomVocabulary {
            @Override
            public boolean isOf(RealmId realm) {
                return realm.equals(RealmId.DEFAULT);
            }

            @Override
            public Optional<String> event(String event) {
                return Optional.of("note");
            }

            @Override
            public Optional<Payload> notification(Notification notification) {
                return Optional.of(Payload.ofJson("{\"message\":\"" + notification.content() + "\"}"));
            }
        }

        @Bean
        CustomVocabulary notes() {
            return new Notes();
        }

        @Bean
        ServiceEventListener translator() {
            return (event, _) -> event.source().equals(SOURCE)
                    ? new Reception.Instead(new ChannelName("public:lobby"), "translated", event.data())
                    : Reception.PASS;
        }
    }

    @BeforeAll
    static void aHubWithWords() {
        node = TestNode.startWith(Words.class, "node-with-words", TestServers.freshDatabaseUrl(),
                "parley.realms.default.ingest[0].pattern=" + SOURCE, "parley.realms.default.ingest[0].channel=system:all");
    }

    @AfterAll
    static void over() {
        node.close();
    }

    @Test
    void notificationsAreCalledAndLookAsTheRealmWants() {
        String user = Unique.user("ada");
        try (ChatClient ada = node.connect(user)) {
            assertThat(node.admin().post("/realtime/notifications",
                    "{\"userId\":\"" + user + "\",\"type\":\"t\",\"content\":\"hello\"}").status()).isEqualTo(201);
            JsonNode pushed = ada.await("message");
            assertThat(pushed.get("event").asString()).isEqualTo("note");
            assertThat(pushed.get("data").toString()).isEqualTo("{\"message\":\"hello\"}");
            JsonNode listed = node.api().bearer(TestTokens.of(user)).get("/realtime/notifications").json();
            assertThat(listed.get("notifications").get(0)).isEqualTo(pushed.get("data"));
        }
    }

    @Test
    void whatAnotherServiceSaysIsTranslated() {
        try (ChatClient ada = node.connect(Unique.user("ada"))) {
            ada.subscribe("public:lobby");
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                node.bean(RedissonClient.class).getTopic(SOURCE, StringCodec.INSTANCE).publish("{\"n\":1}");
                return !ada.isQuiet();
            });
            JsonNode heard = ada.awaitMessage("public:lobby");
            assertThat(heard.get("event").asString()).isEqualTo("translated");
            assertThat(heard.get("data").toString()).isEqualTo("{\"n\":1}");
        }
    }
}
