package io.parley.adapters.rest.channel;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import io.parley.adapters.rest.RestNode;
import io.parley.application.ManualClock;
import io.parley.application.delivery.RecordingListener;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.delivery.Message;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Member;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelControllerTest {
    private static final String GREETING = "{\"event\":\"greeting\",\"data\":{\"text\":\"hi\"}}";

    private final RestNode node = new RestNode();

    private RestNode.Answer broadcast(String channel, String body) {
        return node.post("/realtime/channels/" + channel + "/broadcast", body);
    }

    private RestNode.Answer presence(String channel) {
        return node.get("/realtime/channels/" + channel + "/presence");
    }

    private static ChannelId channel(String name) {
        return new ChannelId(RealmId.DEFAULT, new ChannelName(name));
    }

    private void enters(String subject, Profile profile) {
        node.directory.join(channel("room:1"), new ConnectionId("c-" + subject), new Member(new UserId(RealmId.DEFAULT, subject), profile));
    }

    // Broadcast

    @Test
    void aBroadcastIsHeard() {
        RecordingListener heard = node.listenTo("public:lobby");
        broadcast("public:lobby", GREETING);
        assertThat(heard.events()).containsExactly(new Message(channel("public:lobby"), "greeting", Payload.ofJson("{\"text\":\"hi\"}"),
                ManualClock.START, Optional.empty()));
    }

    @Test
    void aBroadcastWithoutHistoryIsAnsweredWithTheChannel() {
        RestNode.Answer answer = broadcast("public:lobby", GREETING);
        assertThat(answer.text()).isEqualTo("{\"channel\":\"public:lobby\"}");
    }

    @Test
    void aBroadcastIsAnsweredWith200() {
        assertThat(broadcast("public:lobby", GREETING).status()).isEqualTo(200);
    }

    @Test
    void aStoredBroadcastIsAnsweredWithItsPosition() {
        broadcast("room:1", GREETING);
        assertThat(broadcast("room:1", GREETING).text()).isEqualTo("{\"channel\":\"room:1\",\"epoch\":\"epoch-1\",\"offset\":2}");
    }

    @Test
    void aServerMayBroadcastWhereClientsMayNot() {
        assertThat(broadcast("system:all", GREETING).status()).isEqualTo(200);
    }

    @Test
    void aUserWithTheScopeMayBroadcast() {
        node.as(new User(RestNode.ADA.id(), Profile.UNKNOWN, Set.of(Scope.PUBLISH), RestNode.ADA.expiry()));
        assertThat(broadcast("public:lobby", GREETING).status()).isEqualTo(200);
    }

    @Test
    void anAdminMayBroadcast() {
        node.as(RestNode.server(Set.of(Scope.ADMIN)));
        assertThat(broadcast("public:lobby", GREETING).status()).isEqualTo(200);
    }

    @Test
    void withoutTheScopeNobodyMayBroadcast() {
        node.as(RestNode.server(EnumSet.of(Scope.PRESENCE_READ, Scope.NOTIFICATIONS_WRITE)));
        assertThat(broadcast("public:lobby", GREETING).problem()).isEqualTo("403 RT_003");
    }

    @Test
    void whatIsRefusedIsNotHeard() {
        RecordingListener heard = node.listenTo("public:lobby");
        node.as(RestNode.ADA);
        broadcast("public:lobby", GREETING);
        assertThat(heard.events()).isEmpty();
    }

    @Test
    void anUnknownChannelIsNotFound() {
        assertThat(broadcast("nothing:like:this", GREETING).problem()).isEqualTo("404 RT_004");
    }

    @ParameterizedTest
    @ValueSource(strings = {"presence%3Ax", "presence:x", "presence%3ax", "presence%3A%78"})
    void aNameMayBeEscaped(String name) {
        assertThat(broadcast(name, GREETING).json().get("channel").asString()).isEqualTo("presence:x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"private:user-auth0%3D7Cx", "room:a@b,c=41-_.d"})
    void aNameMayHaveEveryCharacterOfNames(String name) {
        assertThat(broadcast(name, GREETING).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {":a", "a%20b", "a%2Fb", "%C3%A4", "-a", "a%00"})
    void aNameThatCannotBeIsAMistake(String name) {
        assertThat(broadcast(name, GREETING).problem()).isEqualTo("400 RT_007");
    }

    @Test
    void aNameThatIsTooLongIsAMistake() {
        assertThat(broadcast("room:" + "x".repeat(251), GREETING).path()).contains("channel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"event\":null}", "{\"event\":\"\"}", "{\"data\":1}"})
    void aBroadcastNeedsAnEvent(String body) {
        assertThat(broadcast("public:lobby", body).path()).contains("$.event");
    }

    @Test
    void anEventMayBeAsLongAsTheBound() {
        assertThat(broadcast("public:lobby", "{\"event\":\"" + "e".repeat(255) + "\"}").status()).isEqualTo(200);
    }

    @Test
    void anEventOverTheBoundIsAMistake() {
        assertThat(broadcast("public:lobby", "{\"event\":\"" + "e".repeat(256) + "\"}").path()).contains("$.event");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.00", "{\"b\":1,\"a\":{\"b\":[ ]},\"b\":2}", "\"ä 漢字 🦊 \\n\"", "null", "[ 1 ,\t2 ]"})
    void dataIsPassedOnByteForByte(String json) {
        RecordingListener heard = node.listenTo("public:lobby");
        broadcast("public:lobby", "{\"data\":" + json + ",\"event\":\"e\"}");
        assertThat(((Message) heard.events().getFirst()).data().bytes()).isEqualTo(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aBroadcastWithoutDataCarriesNull() {
        RecordingListener heard = node.listenTo("public:lobby");
        broadcast("public:lobby", "{\"event\":\"e\"}");
        assertThat(((Message) heard.events().getFirst()).data()).isEqualTo(Payload.NULL);
    }

    @Test
    void aBodyOverTheLimitIsTooLarge() {
        assertThat(broadcast("public:lobby", "{\"event\":\"e\",\"data\":\"" + "x".repeat(RestNode.MAX_BYTES) + "\"}").problem())
                .isEqualTo("413 RT_005");
    }

    @Test
    void aBodyThatIsNotJsonIsAMistake() {
        assertThat(broadcast("public:lobby", "{\"event\":").problem()).isEqualTo("400 RT_007");
    }

    @Test
    void aBodyThatIsNotJsonIsToldWithItsPath() {
        assertThat(broadcast("public:lobby", "nonsense").path()).contains("$");
    }

    @Test
    void aFieldOfAnotherKindIsToldWithItsPath() {
        assertThat(broadcast("public:lobby", "{\"event\":{}}").path()).contains("$.event");
    }

    @Test
    void aBodyThatIsNullIsAMistake() {
        assertThat(broadcast("public:lobby", "null").problem()).isEqualTo("400 RT_007");
    }

    // Presence

    @Test
    void presenceShowsWhoIsThereAsTheVocabularySpellsIt() {
        enters("ada", Profile.UNKNOWN);
        assertThat(presence("room:1").json())
                .isEqualTo(new JsonMapper().readTree("{\"channel\":\"room:1\",\"users\":[\"ada\"],\"count\":1}"));
    }

    @Test
    void whereNobodyIsTheListIsEmpty() {
        assertThat(presence("room:1").json().get("users")).isEmpty();
    }

    @Test
    void presenceCountsUsers() {
        enters("ada", Profile.UNKNOWN);
        enters("bob", Profile.UNKNOWN);
        assertThat(presence("room:1").json().get("count").asInt()).isEqualTo(2);
    }

    @Test
    void withoutTheScopeNobodySeesPresence() {
        node.as(RestNode.server(EnumSet.of(Scope.PUBLISH)));
        assertThat(presence("room:1").problem()).isEqualTo("403 RT_003");
    }

    @Test
    void thePresenceOfAnUnknownChannelIsNotFound() {
        assertThat(presence("nothing:like:this").problem()).isEqualTo("404 RT_004");
    }

    @Test
    void thePresenceOfANameThatCannotBeIsAMistake() {
        assertThat(presence("a%20b").problem()).isEqualTo("400 RT_007");
    }

    @Test
    void whereTheStoreIsAwayPresenceIsUnavailable() {
        node.directory.faults().storeIsAwayAt("roster");
        assertThat(presence("room:1").problem()).isEqualTo("503 RT_010");
    }
}
