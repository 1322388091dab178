package io.parley.adapters.rest.channel;

import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.adapters.rest.RestNode;
import io.parley.application.delivery.RecordingListener;
import io.parley.domain.channel.Room;
import io.parley.domain.channel.RoomRules;
import io.parley.domain.channel.Rule;

import static org.assertj.core.api.Assertions.assertThat;

/** The rules that a room brings. What an expression means is the rule language's; here it is one that knows few. */
class RoomRulesTest {
    private static final String ROOM = "private:room-7";
    private static final String PATH = "/realtime/channels/" + ROOM;

    private final RestNode node = new RestNode();

    @BeforeEach
    void aRoomOfAda() {
        put("{'members':['ada']}");
    }

    private RestNode.Answer put(String json) {
        return node.put(PATH, RestNode.json(json));
    }

    private RestNode.Answer rule(String name, String expression) {
        return put("{'rules':{'" + name + "':'" + expression + "'}}");
    }

    private Room kept() {
        return node.kept(ROOM).room().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe", "publish", "presence"})
    void aRuleIsReadAsItWasSet(String name) {
        rule(name, "auth != null");
        assertThat(node.get(PATH).json().get("rules").toString()).isEqualTo("{\"" + name + "\":\"auth != null\"}");
    }

    @ParameterizedTest
    @CsvSource({"true,true", "'''true''',true", "false,false", "'''false''',false", "'''auth != null''',auth != null"})
    void presenceIsTrueFalseOrAnExpression(String json, String rule) {
        put("{'rules':{'presence':" + json + "}}");
        assertThat(kept().rules()).isEqualTo(new RoomRules(Optional.empty(), Optional.empty(), Optional.of(new Rule(rule))));
    }

    @Test
    void whatIsReadMayBePutBack() {
        put("{'rules':{'presence':false,'publish':'auth != null'}}");
        Room before = kept();
        node.put(PATH, node.get(PATH).text());
        assertThat(kept().rules()).isEqualTo(before.rules());
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe", "publish", "presence"})
    void aRuleThatDoesNotCompileIsA422(String name) {
        assertThat(rule(name, "auth.uid === 1").problem()).isEqualTo("422 RT_007");
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe", "publish", "presence"})
    void aRuleThatDoesNotCompileIsToldWithItsPath(String name) {
        assertThat(rule(name, "auth.uid === 1").path()).contains("$.rules." + name);
    }

    @Test
    void ofARuleThatDoesNotCompileItIsToldWhereWhatAndWhatInstead() {
        RestNode.Answer answer = rule("publish", "nonsense");
        assertThat(answer.json().get("details").get("position").isInt()).isTrue();
        assertThat(answer.json().get("details").propertyNames()).contains("path", "position", "expected", "got");
    }

    @Test
    void thePositionIsThatOfTheMistake() {
        assertThat(node.put(PATH, "{\"rules\":{\"publish\":\"message.event == 'a' && nonsense\"}}").detail("position")).contains("20");
    }

    @Test
    void ofTwoThatDoNotCompileOneIsTold() {
        assertThat(put("{'rules':{'presence':'nonsense','subscribe':'nonsense'}}").problem()).isEqualTo("422 RT_007");
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe", "presence"})
    void whoComesInSaysNothingSoThatTheRuleMayNotAskWhat(String name) {
        assertThat(node.put(PATH, "{\"rules\":{\"" + name + "\":\"message.event == 'a'\"}}").problem()).isEqualTo("422 RT_007");
    }

    @Test
    void whereARuleDoesNotCompileNothingIsChanged() {
        put("{'type':'project','members':['bob'],'rules':{'subscribe':'true','publish':'nonsense'}}");
        assertThat(kept()).isEqualTo(new Room(Optional.empty(), Room.NO_METADATA, Optional.of(Set.of("ada")),
                Room.PLAIN.capacity(), RoomRules.NONE));
    }

    @Test
    void whereARuleDoesNotCompileNothingIsTold() {
        RecordingListener heard = node.listenTo(ROOM);
        rule("publish", "nonsense");
        assertThat(heard.events()).isEmpty();
    }

    @Test
    void whereARuleDoesNotCompileNoRoomIsMade() {
        node.put("/realtime/channels/chat:x", "{\"rules\":{\"publish\":\"nonsense\"}}");
        assertThat(node.kept("chat:x").room()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe", "publish", "presence"})
    void aRuleMayBeAsLongAsTheBound(String name) {
        String longest = "auth.uid == '" + "x".repeat(512 - 14) + "'";
        assertThat(node.put(PATH, "{\"rules\":{\"" + name + "\":\"" + longest + "\"}}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe", "publish", "presence"})
    void aRuleOverTheBoundIsAMistakeOfItsField(String name) {
        RestNode.Answer answer = rule(name, "x".repeat(513));
        assertThat(answer.mistake()).isEqualTo("400 RT_007 $.rules." + name);
        assertThat(answer.detail("expected")).contains("1-512 characters");
        assertThat(answer.detail("got")).contains("513 characters");
    }
}
