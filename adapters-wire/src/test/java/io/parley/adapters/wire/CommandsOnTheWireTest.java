package io.parley.adapters.wire;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.identity.Credentials;
import io.parley.application.protocol.ClientCommand;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Payload;

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
                .isEqualTo(new ClientCommand.Subscribe(Optional.empty(), LOBBY, true, false));
    }

    @Test
    void subscribeMayDoWithoutPresence() {
        assertThat(command("{\"type\":\"subscribe\",\"channel\":\"public:lobby\",\"presence\":false}"))
                .isEqualTo(new ClientCommand.Subscribe(Optional.empty(), LOBBY, false, false));
    }

    @Test
    void subscribeMayAskForPresenceInWords() {
        assertThat(command("{\"type\":\"subscribe\",\"channel\":\"public:lobby\",\"presence\":true}"))
                .isEqualTo(new ClientCommand.Subscribe(Optional.empty(), LOBBY, true, false));
    }

    @Test
    void subscribeMayAskForWhatWasMissed() {
        assertThat(command("{\"type\":\"subscribe\",\"channel\":\"public:lobby\",\"recover\":{\"epoch\":\"e\",\"offset\":7}}"))
                .isEqualTo(new ClientCommand.Subscribe(Optional.empty(), LOBBY, true, true));
    }

    @Test
    void unsubscribeNamesAChannel() {
        assertThat(command("{\"type\":\"unsubscribe\",\"channel\":\"public:lobby\"}"))
                .isEqualTo(new ClientCommand.Unsubscribe(Optional.empty(), LOBBY));
    }

    @Test
    void aMessageHasAChannelAnEventAndData() {
        assertThat(command("{\"type\":\"message\",\"channel\":\"public:lobby\",\"event\":\"greeting\",\"data\":{\"text\":\"hi\"}}"))
                .isEqualTo(new ClientCommand.Publish(Optional.empty(), LOBBY, "greeting", Payload.ofJson("{\"text\":\"hi\"}")));
    }

    @Test
    void aMessageWithoutDataCarriesNull() {
        assertThat(command("{\"type\":\"message\",\"channel\":\"public:lobby\",\"event\":\"greeting\"}"))
                .isEqualTo(new ClientCommand.Publish(Optional.empty(), LOBBY, "greeting", Payload.NULL));
    }

    @Test
    void anEventMayBeAsLongAsTheBound() {
        String longest = "ä".repeat(Message.MAX_EVENT_LENGTH);
        assertThat(((ClientCommand.Publish) command(
                "{\"type\":\"message\",\"channel\":\"public:lobby\",\"event\":\"" + longest + "\"}")).event()).isEqualTo(longest);
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
                .isEqualTo(new ClientCommand.Publish(id("1"), LOBBY, "e", Payload.ofJson("1")));
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

    @Test
    void aTokenNeverShowsInWhatIsLogged() {
        assertThat(command("{\"type\":\"auth\",\"token\":\"secret-token\"}")).asString().doesNotContain("secret-token");
    }
}
