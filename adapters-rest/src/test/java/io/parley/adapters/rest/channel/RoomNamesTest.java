package io.parley.adapters.rest.channel;

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.adapters.rest.RestNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Names of channels as they stand in the paths of rooms. */
class RoomNamesTest {
    private final RestNode node = new RestNode();

    private RestNode.Answer put(String name) {
        return node.put("/realtime/channels/" + name, "{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"private:room-a@b", "private%3Aroom-a%40b", "private%3aroom-a%40b", "%70rivate:room-a@b"})
    void aNameMayBePlainOrEscaped(String name) {
        put("private:room-a@b");
        assertThat(node.get("/realtime/channels/" + name).json().get("channel").asString()).isEqualTo("private:room-a@b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat:A-Za-z0-9", "chat:a.b_c-d=e@f,g:h", "chat:auth0=7Cx", "chat::", "chat:"})
    void aNameMayHaveEveryCharacterOfNames(String name) {
        assertThat(put(name).json().get("channel").asString()).isEqualTo(name);
    }

    @ParameterizedTest
    @MethodSource("thatCannotBe")
    void aNameThatCannotBeIsAMistake(String name) {
        assertThat(put(name).mistake()).isEqualTo("400 RT_007 channel");
        assertThat(node.get("/realtime/channels/" + name).mistake()).isEqualTo("400 RT_007 channel");
        assertThat(node.delete("/realtime/channels/" + name).mistake()).isEqualTo("400 RT_007 channel");
    }

    static Stream<String> thatCannotBe() {
        return Stream.of(":a", "-a", "chat:a%20b", "chat:a+b", "chat:a%2Fb", "chat:%C3%A4", "chat:a%00", "chat:a%0D%0AX-Evil:%201",
                "chat:%FF",
                "chat:" + "x".repeat(251), "%20chat:a", "chat:a%0A");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 250})
    void aNameMayBeAsLongAsTheBound(int rest) {
        assertThat(put("chat:" + "x".repeat(rest)).status()).isEqualTo(201);
    }
}
