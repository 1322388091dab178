package io.parley.adapters.wire;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.identity.Credentials;
import io.parley.application.protocol.ClientCommand;
import io.parley.application.protocol.Decoded;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Rule;
import io.parley.domain.delivery.DurableName;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Priority;
import io.parley.domain.payload.Payload;

import static io.parley.adapters.wire.Frames.command;
import static io.parley.adapters.wire.Frames.id;
import static org.assertj.core.api.Assertions.assertThat;

class CommandsOnTheWireTest {
    private static final ChannelName LOBBY = new ChannelName("public:lobby");

    @Test
    void authCarriesAToken() {
        assertThat(command("{\"type\":\"auth\",\"token\":\"a.b.c\"}"))
                .isEqualTo(new ClientCommand.Authenticate(Optional.empty(), new Credentials.Token("a.b.c")));
    }

    @Test
    void subscribeAsksForPresenceUnlessItSaysOtherwise() {
        assertThat(command("{\"type\":\"subscribe\",\"channel\":\"public:lobby\"}"))
                .isEqualTo(ClientCommand.Subscribe.to(LOBBY));
    }

    @Test
    void subscribeMayDoWithoutPresence() {
        assertThat(command("{\"type\":\"subscribe\",\"channel\":\"public:lobby\",\"presence\":false}"))
                .isEqualTo(new ClientCommand.Subscribe(Optional.empty(), LOBBY, false, Optional.empty(), 0, Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void subscribeMayAskForPresenceInWords() {
        assertThat(command("{\"type\":\"subscribe\",\"channel\":\"public:lobby\",\"presence\":true}"))
                .isEqualTo(ClientCommand.Subscribe.to(LOBBY));
    }

    @Test
    void subscribeMayAskForWhatWasMissed() {
        assertThat(command("{\"type\":\"subscribe\",\"channel\":\"public:lobby\",\"recover\":{\"epoch\":\"e\",\"offset\":7}}"))
                .isEqualTo(new ClientCommand.Subscribe(Optional.empty(), LOBBY, true, Optional.of(new Position("e", 7)), 0,
                        Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50, 1_000})
    void subscribeMayAskForWhatWasSaidLast(int history) {
        assertThat(((ClientCommand.Subscribe) command("{\"type\":\"subscribe\",\"channel\":\"public:lobby\",\"history\":" + history + "}"))
                .history()).isEqualTo(history);
    }

    @Test
    void subscribeMayWantSomeMessagesOnly() {
        assertThat(((ClientCommand.Subscribe) command(
                "{\"type\":\"subscribe\",\"channel\":\"public:lobby\",\"filter\":\"message.data.n > 3\"}")).filter())
                .contains(new Rule("message.data.n > 3"));
    }

    @Test
    void aFilterMayBeAsLongAsTheBound() {
        String longest = "x".repeat(Rule.MAX_LENGTH);
        assertThat(((ClientCommand.Subscribe) command(
                "{\"type\":\"subscribe\",\"channel\":\"public:lobby\",\"filter\":\"" + longest + "\"}")).filter())
                .contains(new Rule(longest));
    }

    @Test
    void subscribeMaySayWhoItIs() {
        assertThat(((ClientCommand.Subscribe) command("{\"type\":\"subscribe\",\"channel\":\"public:lobby\",\"auth\":\"a.b.c\"}")).token())
                .contains(new Credentials.Token("a.b.c"));
    }

    @Test
    void authWithoutAnybodyIsALogout() {
        assertThat(command("{\"type\":\"auth\",\"token\":null,\"id\":1}")).isEqualTo(new ClientCommand.LogOut(id("1")));
    }

    @Test
    void ofTwoTokensTheLaterCounts() {
        assertThat(command("{\"type\":\"auth\",\"token\":null,\"token\":\"a.b.c\"}"))
                .isEqualTo(new ClientCommand.Authenticate(Optional.empty(), new Credentials.Token("a.b.c")));
        assertThat(command("{\"type\":\"auth\",\"token\":\"a.b.c\",\"token\":null}")).isEqualTo(new ClientCommand.LogOut(Optional.empty()));
    }

    @Test
    void unsubscribeNamesAChannel() {
        assertThat(command("{\"type\":\"unsubscribe\",\"channel\":\"public:lobby\"}"))
                .isEqualTo(new ClientCommand.Unsubscribe(Optional.empty(), LOBBY));
    }

    @Test
    void aMessageHasAChannelAnEventAndData() {
        assertThat(command("{\"type\":\"message\",\"channel\":\"public:lobby\",\"event\":\"greeting\",\"data\":{\"text\":\"hi\"}}"))
                .isEqualTo(ClientCommand.Publish.of(Optional.empty(), LOBBY, "greeting", Payload.ofJson("{\"text\":\"hi\"}"),
                        Priority.NORMAL));
    }

    @ParameterizedTest
    @CsvSource({"high, HIGH", "normal, NORMAL", "low, LOW"})
    void aMessageMayGoBeforeOthersOrBehindThem(String word, Priority priority) {
        assertThat(((ClientCommand.Publish) command(
                "{\"type\":\"message\",\"channel\":\"public:lobby\",\"event\":\"e\",\"priority\":\"" + word + "\"}")).priority())
                .isEqualTo(priority);
    }

    @Test
    void aMessageWithoutDataCarriesNull() {
        assertThat(command("{\"type\":\"message\",\"channel\":\"public:lobby\",\"event\":\"greeting\"}"))
                .isEqualTo(ClientCommand.Publish.of(Optional.empty(), LOBBY, "greeting", Payload.NULL, Priority.NORMAL));
    }

    @Test
    void anEventMayBeAsLongAsTheBound() {
        String longest = "ä".repeat(Message.MAX_EVENT_LENGTH);
        assertThat(((ClientCommand.Publish) command(
                "{\"type\":\"message\",\"channel\":\"public:lobby\",\"event\":\"" + longest + "\"}")).event()).isEqualTo(longest);
    }

    @Test
    void anEventOfAnExtensionHasANameAndData() {
        assertThat(command("{\"data\":{\"sides\": 6},\"event\":\"dice:roll\",\"type\":\"event\",\"id\":1}"))
                .isEqualTo(new ClientCommand.Custom(id("1"), "dice:roll", Payload.ofJson("{\"sides\": 6}")));
        assertThat(command("{\"type\":\"event\",\"event\":\"dice:roll\"}"))
                .isEqualTo(new ClientCommand.Custom(Optional.empty(), "dice:roll", Payload.NULL));
    }

    @Test
    void subscribeMayKeepAPlace() {
        assertThat(((ClientCommand.Subscribe) command("{\"type\":\"subscribe\",\"channel\":\"public:lobby\",\"durable\":\"worker:1\"}"))
                .durable()).contains(new DurableName("worker:1"));
    }

    @Test
    void ackSaysUpToWhere() {
        assertThat(command("{\"offset\":7,\"id\":1,\"epoch\":\"e\",\"type\":\"ack\",\"channel\":\"public:lobby\"}"))
                .isEqualTo(new ClientCommand.Acknowledge(id("1"), LOBBY, new Position("e", 7)));
    }

    @Test
    void historyNeedsAChannelOnly() {
        assertThat(command("{\"type\":\"history\",\"channel\":\"public:lobby\"}"))
                .isEqualTo(new ClientCommand.ReadHistory(Optional.empty(), LOBBY, Optional.empty(), 100, false));
    }

    @Test
    void historyMaySayFromWhereHowMuchAndWhichWay() {
        assertThat(command(
                "{\"type\":\"history\",\"channel\":\"public:lobby\",\"from\":{\"epoch\":\"e\",\"offset\":7},\"limit\":5,\"reverse\":true}"))
                .isEqualTo(new ClientCommand.ReadHistory(Optional.empty(), LOBBY, Optional.of(new Position("e", 7)), 5, true));
    }

    @Test
    void aMessageMayBeSaidOnceOnlyAndInPassing() {
        ClientCommand.Publish said = (ClientCommand.Publish) command(
                "{\"type\":\"message\",\"channel\":\"public:lobby\",\"event\":\"e\",\"idempotencyKey\":\"k\",\"volatile\":true}");
        assertThat(said.key()).contains("k");
        assertThat(said.passing()).isTrue();
    }

    @Test
    void presenceNamesAChannel() {
        assertThat(command("{\"type\":\"presence\",\"channel\":\"public:lobby\"}"))
                .isEqualTo(new ClientCommand.SeePresence(Optional.empty(), LOBBY));
    }

    @Test
    void pingNeedsNothing() {
        assertThat(command("{\"type\":\"ping\"}")).isEqualTo(new ClientCommand.Ping(Optional.empty()));
    }

    @Test
    void theOrderOfFieldsDoesNotMatter() {
        assertThat(command("{\"data\":1,\"event\":\"e\",\"channel\":\"public:lobby\",\"id\":1,\"type\":\"message\"}"))
                .isEqualTo(ClientCommand.Publish.of(id("1"), LOBBY, "e", Payload.ofJson("1"), Priority.NORMAL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"ping\",\"channel\":7}", "{\"type\":\"ping\",\"history\":\"all\",\"filter\":{},\"recover\":1}",
            "{\"type\":\"auth\",\"token\":\"t\",\"presence\":\"yes\"}", "{\"auth\":[],\"type\":\"unsubscribe\",\"channel\":\"a\"}",
            "{\"history\":true,\"type\":\"message\",\"channel\":\"a\",\"event\":\"e\",\"data\":1}",
            "{\"type\":\"subscribe\",\"channel\":\"a\",\"event\":1,\"priority\":2,\"token\":3}"})
    void whatAnotherCommandKnowsIsAnUnknownField(String frame) {
        assertThat(Frames.decoded(frame)).isInstanceOf(Decoded.Command.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"volatile\":true", "\"x\":{\"type\":\"auth\",\"id\":9}", "\"x\":[[],{\"y\":[1]}]", "\"x\":null", "\"\":\"\"",
            "\"idempotencyKey\":\"k\""})
    void unknownFieldsAreIgnored(String field) {
        assertThat(command("{\"type\":\"ping\"," + field + ",\"id\":1}")).isEqualTo(new ClientCommand.Ping(id("1")));
    }

    @Test
    void theTypeMayBeSpelledWithEscapes() {
        assertThat(command("{\"\\u0074ype\":\"\\u0070ing\"}")).isEqualTo(new ClientCommand.Ping(Optional.empty()));
    }

    @Test
    void blanksAroundTheObjectMeanNothing() {
        assertThat(command(" \t\r\n{ \"type\" : \"ping\" } \r\n")).isEqualTo(new ClientCommand.Ping(Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-0", "1.50", "1e400", "12345678901234567890123", "\"a\"", "\"\"", "\"\\u0041\\n\"", "\"🦊ä\"",
            "\"\\ud83e\""})
    void anIdIsKeptAsItWasWritten(String json) {
        assertThat(command("{\"id\":" + json + ",\"type\":\"ping\"}").id()).isEqualTo(id(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.50", "\"a\""})
    void anIdMayStandLast(String json) {
        assertThat(command("{\"type\":\"ping\",\"id\":" + json + "}").id()).isEqualTo(id(json));
    }

    @Test
    void blanksAroundAnIdAreNotPartOfIt() {
        assertThat(command("{\"type\":\"ping\",\"id\" : \t7 }").id()).isEqualTo(id("7"));
    }

    @Test
    void anIdMayBeAsLongAsTheBound() {
        String longest = "\"" + "x".repeat(126) + "\"";
        assertThat(command("{\"type\":\"ping\",\"id\":" + longest + "}").id()).isEqualTo(id(longest));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"auth\",\"token\":\"secret-token\"}",
            "{\"type\":\"subscribe\",\"channel\":\"a\",\"auth\":\"secret-token\"}"})
    void aTokenNeverShowsInWhatIsLogged(String frame) {
        assertThat(command(frame)).asString().doesNotContain("secret-token");
    }
}
