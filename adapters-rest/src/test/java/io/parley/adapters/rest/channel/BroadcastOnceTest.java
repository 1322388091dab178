package io.parley.adapters.rest.channel;

import java.util.EnumSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.adapters.rest.RestNode;
import io.parley.application.delivery.RecordingListener;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.Server;
import io.parley.domain.identity.User;

import static org.assertj.core.api.Assertions.assertThat;

/** A broadcast that is sent again with its idempotency key. */
class BroadcastOnceTest {
    private static final String ROOM = "/realtime/channels/room:1/broadcast";
    private static final String ADA = "/realtime/users/ada/broadcast";
    private static final String ALL = "/realtime/broadcast";

    private final RestNode node = new RestNode();

    private RestNode.Answer broadcast(String path, String key, String data) {
        return node.post(path, RestNode.json("{'event':'e','data':" + data + ",'idempotencyKey':" + key + "}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {ROOM, ADA})
    void aKeyThatComesAgainIsAnsweredWithTheFirstPosition(String path) {
        String first = broadcast(path, "'k'", "1").text();
        broadcast(path, "'other'", "1");
        assertThat(broadcast(path, "'k'", "1").text()).isEqualTo(first).contains("\"offset\":1");
    }

    @ParameterizedTest
    @CsvSource({"/realtime/channels/room:1/broadcast,room:1", "/realtime/users/ada/broadcast,private:user-ada",
            "/realtime/broadcast,system:all"})
    void itIsHeardOnce(String path, String channel) {
        RecordingListener heard = node.listenTo(channel);
        broadcast(path, "'k'", "1");
        assertThat(broadcast(path, "'k'", "1").status()).isEqualTo(200);
        assertThat(heard.events()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {ROOM, ADA, ALL})
    void aKeyThatStandsForAnotherMessageIsAConflict(String path) {
        broadcast(path, "'k'", "1");
        assertThat(broadcast(path, "'k'", "2").mistake()).isEqualTo("409 RT_007 $.idempotencyKey");
    }

    @Test
    void anotherMistakeOfTheSameCodeIsNoConflict() {
        assertThat(node.post(ROOM, RestNode.json("{'event':'e','filter':'nonsense','idempotencyKey':'k'}")).mistake())
                .isEqualTo("400 RT_007 $.filter");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"''", "7", "true", "[]", "{}", "'\\u0000'"})
    void aKeyThatIsNoneIsAMistake(String key) {
        for (String path : Set.of(ROOM, ADA, ALL)) {
            assertThat(broadcast(path, key, "1").mistake()).isEqualTo("400 RT_007 $.idempotencyKey");
        }
    }

    @Test
    void aKeyHas128Characters() {
        assertThat(broadcast(ROOM, "'" + "k".repeat(128) + "'", "1").status()).isEqualTo(200);
        assertThat(broadcast(ROOM, "'" + "k".repeat(129) + "'", "1").mistake()).isEqualTo("400 RT_007 $.idempotencyKey");
    }

    @Test
    void whereThereIsNoKeyEveryBroadcastIsAnother() {
        broadcast(ROOM, "null", "1");
        assertThat(broadcast(ROOM, "null", "1").json().get("offset").asInt()).isEqualTo(2);
    }

    @Test
    void anotherChannelKnowsNothingOfTheKey() {
        broadcast(ROOM, "'k'", "1");
        assertThat(broadcast("/realtime/channels/room:2/broadcast", "'k'", "2").status()).isEqualTo(200);
    }

    @Test
    void keysOfAnotherServiceAreOthers() {
        broadcast(ROOM, "'k'", "1");
        node.as(new Server(RealmId.DEFAULT, "another", EnumSet.of(Scope.PUBLISH)));
        assertThat(broadcast(ROOM, "'k'", "2").json().get("offset").asInt()).isEqualTo(2);
    }

    @Test
    void keysOfAUserAreOthersThanAServicesOfHisName() {
        node.as(new Server(RealmId.DEFAULT, "ada", EnumSet.of(Scope.PUBLISH)));
        broadcast(ROOM, "'k'", "1");
        node.as(new User(RestNode.ADA.id(), Profile.UNKNOWN, Set.of(Scope.PUBLISH), RestNode.ADA.expiry()));
        assertThat(broadcast(ROOM, "'k'", "2").json().get("offset").asInt()).isEqualTo(2);
    }
}
