package io.parley.bootstrap.protocol;

import java.util.List;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.EventStream;
import io.parley.bootstrap.testing.FoldedRoster;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static io.parley.bootstrap.protocol.Fields.code;
import static io.parley.bootstrap.protocol.Fields.path;
import static io.parley.bootstrap.protocol.Fields.type;
import static org.assertj.core.api.Assertions.assertThat;

/** What members say of themselves, as the others read it on another node. */
@ExtendWith(SharedCluster.class)
class PresenceUpdateTest {
    private final TestCluster cluster;
    private final ChatClient onA;
    private final ChatClient onB;
    private final String alice = Unique.user("alice");
    private final String bob = Unique.user("bob");
    private final String room = Unique.channel("chat:");

    PresenceUpdateTest(TestCluster cluster) {
        this.cluster = cluster;
        onA = cluster.a().connect(alice);
        onB = cluster.b().connectAs(bob, claims -> claims.claim("name", "Bob").claim("avatar", "https://x.test/b.png"));
    }

    @BeforeEach
    void bothAreThere() {
        onA.subscribe(room);
        onB.subscribe(room);
    }

    @AfterEach
    void hangUp() {
        onA.close();
        onB.close();
    }

    private JsonNode update(ChatClient who, String data) {
        return who.ask("'type':'presence:update','channel':'" + room + "','data':" + data);
    }

    private JsonNode heard(ChatClient who, String user) {
        return who.awaitPresence("presence:update", room, user).get("user");
    }

    private JsonNode inRosterOf(ChatClient who, String user) {
        return who.ask("'type':'presence','channel':'" + room + "'").get("users").valueStream()
                .filter(one -> one.get("id").asString().equals(user)).findFirst().orElseThrow();
    }

    @Test
    void anUpdateIsAcknowledgedAndHeardByAllWhoAreThere() {
        assertThat(type(update(onA, "{'cursor':{'x':1.50},'status':'busy'}"))).isEqualTo("ack");
        for (ChatClient one : List.of(onA, onB)) {
            JsonNode user = heard(one, alice);
            assertThat(user.get("metadata").propertyNames()).containsExactly("cursor");
            assertThat(user.get("status").asString()).isEqualTo("busy");
            assertThat(one.frames()).anyMatch(frame -> frame.contains("\"cursor\":{\"x\":1.50}"));
        }
    }

    @Test
    void anUpdateChangesWhatItNamesAndNullTakesAway() {
        update(onA, "{'a':1,'b':2,'status':'busy'}");
        update(onA, "{'a':null,'c':3,'status':null}");
        Awaitility.await().untilAsserted(() -> {
            JsonNode user = inRosterOf(onB, alice);
            assertThat(user.get("metadata").has("a")).isFalse();
            assertThat(user.get("metadata").get("b").asInt()).isEqualTo(2);
            assertThat(user.get("metadata").get("c").asInt()).isEqualTo(3);
            assertThat(user.has("status")).isFalse();
            assertThat(FoldedRoster.of(onB, room).users().get(alice)).isEqualTo(user);
        });
    }

    @Test
    void whatTheTokenSaysStays() {
        assertThat(type(update(onB, "{'name':'Eve','avatar':'x','color':'#000000','mood':'fine'}"))).isEqualTo("ack");
        JsonNode told = heard(onA, bob);
        assertThat(told.get("name").asString()).isEqualTo("Bob");
        assertThat(told.get("metadata").get("mood").asString()).isEqualTo("fine");
        JsonNode user = inRosterOf(onA, bob);
        assertThat(user.get("metadata").get("avatar").asString()).isEqualTo("https://x.test/b.png");
        assertThat(user.get("metadata").get("color").asString()).startsWith("#").isNotEqualTo("#000000");
        assertThat(FoldedRoster.of(onA, room).users().get(bob)).isEqualTo(user);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', value = {"{'id':'eve'};$.data.id", "{'status':1};$.data.status", "[];$.data"})
    void nobodyIsAnotherAndMistakesAreToldWithTheirPlace(String data, String place) {
        JsonNode error = update(onA, data);
        assertThat(code(error)).isEqualTo("RT_007");
        assertThat(path(error)).isEqualTo(place);
    }

    @Test
    void moreThanFourKilobytesAreTooMuch() {
        assertThat(code(update(onA, "{'n':'" + "x".repeat(5_000) + "'}"))).isEqualTo("RT_005");
    }

    @Test
    void whoIsNotThereCannotBeUpdated() {
        try (ChatClient stranger = cluster.a().connect(Unique.user("eve"))) {
            assertThat(code(update(stranger, "{'a':1}"))).isEqualTo("RT_009");
            stranger.ask("'type':'subscribe','presence':false,'channel':'" + room + "'");
            assertThat(code(update(stranger, "{'a':1}"))).isEqualTo("RT_009");
        }
    }

    @Test
    void ofManyUpdatesTheOthersHearAFewAndTheNewest() {
        IntStream.rangeClosed(1, 9).forEach(i -> update(onA, "{'n':" + i + "}"));
        onB.await("the newest", message -> message.path("user").path("metadata").path("n").asInt(0) == 9);
        assertThat(FoldedRoster.of(onB, room).users().get(alice)).isEqualTo(inRosterOf(onB, alice));
    }

    @Test
    void aStreamHearsUpdatesToo() {
        try (EventStream stream = new EventStream(cluster.b().at("/realtime/sse?channel=" + room), TestTokens.of(Unique.user("carol")))) {
            EventStream.Event event = stream.next();
            while (!(event.name().equals("subscribed") && event.data().get("channel").asString().equals(room))) {
                event = stream.next();
            }
            update(onA, "{'cursor':7}");
            onA.send("{'type':'typing','channel':'" + room + "'}");
            assertThat(List.of(stream.next(), stream.next())).extracting(EventStream.Event::name)
                    .containsExactlyInAnyOrder("presence:update", "typing");
        }
    }

    // Typing

    private JsonNode heardTyping(ChatClient who, String user) {
        return who.awaitPresence("typing", room, user);
    }

    @Test
    void typingIsHeardByTheOthersUntilItEnds() {
        assertThat(type(onA.ask("'type':'typing','channel':'" + room + "'"))).isEqualTo("ack");
        assertThat(heardTyping(onB, alice).get("typing").asBoolean()).isTrue();
        onA.ask("'type':'typing','typing':false,'channel':'" + room + "'");
        JsonNode ended = heardTyping(onB, alice);
        assertThat(ended.propertyNames()).containsExactlyInAnyOrder("type", "channel", "user", "typing");
        assertThat(ended.get("typing").asBoolean()).isFalse();
        assertThat(onA.history()).noneMatch(ChatClient.ofType("typing"));
    }

    @Test
    void whoVanishesWhileHeTypesTypesNoMore() {
        onA.send("{'type':'typing','channel':'" + room + "'}");
        heardTyping(onB, alice);
        onA.cut();
        assertThat(heardTyping(onB, alice).get("typing").asBoolean()).isFalse();
    }

    @Test
    void whoSaidWhatHeTypedTypesNoMore() {
        onA.send("{'type':'typing','channel':'" + room + "'}");
        heardTyping(onB, alice);
        onA.say(room, "said", "1");
        assertThat(heardTyping(onB, alice).get("typing").asBoolean()).isFalse();
    }

    @Test
    void whoIsNotThereDoesNotType() {
        onA.ask("'type':'unsubscribe','channel':'" + room + "'");
        assertThat(code(onA.ask("'type':'typing','channel':'" + room + "'"))).isEqualTo("RT_009");
    }
}
