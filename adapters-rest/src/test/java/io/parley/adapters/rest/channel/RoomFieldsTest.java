package io.parley.adapters.rest.channel;

import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.adapters.rest.RestNode;
import io.parley.domain.channel.Room;
import io.parley.domain.channel.RoomRules;
import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;

/** What may stand in the body that makes a room, and what may not. */
class RoomFieldsTest {
    private static final String ROOM = "private:room-7";
    private static final String PATH = "/realtime/channels/" + ROOM;

    private final RestNode node = new RestNode();

    private RestNode.Answer put(String json) {
        return node.put(PATH, RestNode.json(json));
    }

    private Room made(String json) {
        assertThat(put(json).status()).isEqualTo(201);
        return node.kept(ROOM).room().orElseThrow();
    }

    private static String metadata(int bytes) {
        return "{'metadata':{'s':'" + "x".repeat(bytes - 8) + "'}}";
    }

    private static String members(int count) {
        return "{'members':[" + IntStream.range(0, count).mapToObj(i -> "'m" + i + "'").collect(Collectors.joining(",")) + "]}";
    }

    // What is accepted

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'type':null,'metadata':{},'members':null,'capacity':null,'rules':null}", "{'rules':{}}",
            "{'rules':{'subscribe':null,'publish':null,'presence':null}}", "{'unknown':[1]}"})
    void everythingMayBeLeftOut(String body) {
        assertThat(made(body)).isEqualTo(Room.PLAIN);
    }

    @Test
    void aTypeMayBeAsLongAsTheBound() {
        assertThat(made("{'type':'" + "t".repeat(64) + "'}").type()).contains("t".repeat(64));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{ }", "{\"b\":1,\"a\":{\"b\":[ ]},\"b\":2}", "{\"n\":1.50e+007}", "{\"ä 漢字 🦊\":\"\\n\"}",
            "{\"s\":null}"})
    void metadataIsKeptByteForByte(String json) {
        assertThat(made("{'metadata':" + json + "}").metadata()).isEqualTo(Payload.ofJson(json));
    }

    @Test
    void metadataIsReadByteForByte() {
        made("{'metadata':{'n': 1.50,'a':[ 1 ,2]},'type':'t'}");
        assertThat(node.get(PATH).text()).contains(RestNode.json("'metadata':{'n': 1.50,'a':[ 1 ,2]}"));
    }

    @Test
    void metadataMayHaveAsManyBytesAsTheBound() {
        assertThat(made(metadata(16_384)).metadata().bytes()).hasSize(16_384);
    }

    @Test
    void aMemberMayHaveAnyName() {
        assertThat(made("{'members':['auth0|Jörg','a b','🦊']}").members()).contains(Set.of("auth0|Jörg", "a b", "🦊"));
    }

    @Test
    void aMemberWhoIsNamedTwiceIsOne() {
        assertThat(made("{'members':['ada','ada']}").members()).contains(Set.of("ada"));
    }

    @Test
    void aRoomMayNameNobody() {
        assertThat(made("{'members':[]}").members()).contains(Set.of());
    }

    @Test
    void aRoomThatNamesNobodyIsReadAsOneThatDoes() {
        made("{'members':[]}");
        assertThat(node.get(PATH).json().get("members")).isEmpty();
    }

    @Test
    void aMembersNameMayBeAsLongAsTheBound() {
        assertThat(made("{'members':['" + "m".repeat(128) + "']}").members()).contains(Set.of("m".repeat(128)));
    }

    @Test
    void aRoomMayHaveAsManyMembersAsTheBound() {
        assertThat(made(members(10_000)).members().orElseThrow()).hasSize(10_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000, Integer.MAX_VALUE})
    void aCapacityIsANumberFromOneOn(int capacity) {
        assertThat(made("{'capacity':" + capacity + "}").capacity()).isEqualTo(OptionalInt.of(capacity));
    }

    // What is refused

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', value = {"{'type':''};$.type", "{'type':1};$.type", "{'type':true};$.type",
            "{'type':[]};$.type", "{'type':{}};$.type", "{'type':'a\\u0000'};$.type", "{'type':'\\ud83e'};$.type",
            "{'metadata':[]};$.metadata", "{'metadata':'{}'};$.metadata", "{'metadata':1};$.metadata", "{'metadata':null};$.metadata",
            "{'metadata':true};$.metadata",
            "{'members':'ada'};$.members", "{'members':''};$.members", "{'members':{}};$.members", "{'members':[1]};$.members[0]",
            "{'members':['ada',{}]};$.members[1]", "{'members':[null]};$.members[]", "{'members':['']};$.members[]",
            "{'members':['a\\u0000']};$.members[]",
            "{'capacity':0};$.capacity", "{'capacity':-1};$.capacity", "{'capacity':2147483648};$.capacity",
            "{'capacity':1e99};$.capacity", "{'capacity':1.5};$.capacity", "{'capacity':'20'};$.capacity", "{'capacity':''};$.capacity",
            "{'capacity':true};$.capacity", "{'capacity':[]};$.capacity", "{'capacity':{}};$.capacity",
            "{'rules':[]};$.rules", "{'rules':true};$.rules", "{'rules':''};$.rules", "{'rules':'true'};$.rules",
            "{'rules':{'subscribe':true}};$.rules.subscribe", "{'rules':{'subscribe':''}};$.rules.subscribe",
            "{'rules':{'subscribe':'  '}};$.rules.subscribe", "{'rules':{'subscribe':[]}};$.rules.subscribe",
            "{'rules':{'publish':1}};$.rules.publish", "{'rules':{'publish':''}};$.rules.publish",
            "{'rules':{'publish':{}}};$.rules.publish",
            "{'rules':{'presence':1}};$.rules.presence", "{'rules':{'presence':''}};$.rules.presence",
            "{'rules':{'presence':[true]}};$.rules.presence", "{'rules':{'presence':{}}};$.rules.presence",
            "[];$", "1;$", "'text';$", "null;$", "{'type':;$", "nonsense;$"})
    void whatIsNoRoomIsToldWithItsPath(String body, String path) {
        RestNode.Answer answer = put(body);
        assertThat(answer.mistake()).isEqualTo("400 RT_007 " + path);
        assertThat(answer.detail("expected").orElse("")).isNotBlank();
        assertThat(answer.detail("got").orElse("")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'type':'project','capacity':0}", "{'members':[null]}", "{'metadata':[]}", "{'rules':{'presence':1}}"})
    void whatIsRefusedChangesNothing(String body) {
        put("{'members':['ada']}");
        put(body);
        assertThat(node.kept(ROOM).room().orElseThrow().members()).contains(Set.of("ada"));
    }

    @Test
    void aTypeOverTheBoundIsTold() {
        RestNode.Answer answer = put("{'type':'" + "t".repeat(65) + "'}");
        assertThat(answer.mistake()).isEqualTo("400 RT_007 $.type");
        assertThat(answer.detail("expected")).contains("1-64 characters");
        assertThat(answer.detail("got")).contains("65 characters");
    }

    @Test
    void metadataOverTheBoundIsTold() {
        RestNode.Answer answer = put(metadata(16_385));
        assertThat(answer.mistake()).isEqualTo("400 RT_007 $.metadata");
        assertThat(answer.detail("expected")).contains("at most 16384 bytes");
        assertThat(answer.detail("got")).contains("16385 bytes");
    }

    @Test
    void metadataIsMeasuredInBytes() {
        assertThat(put("{'metadata':{'s':'" + "ä".repeat(8_200) + "'}}").path()).contains("$.metadata");
    }

    @Test
    void moreMembersThanTheBoundAreTold() {
        RestNode.Answer answer = put(members(10_001));
        assertThat(answer.mistake()).isEqualTo("400 RT_007 $.members");
        assertThat(answer.detail("got")).contains("10001");
    }

    @Test
    void aMembersNameOverTheBoundIsTold() {
        assertThat(put("{'members':['ada','" + "m".repeat(129) + "']}").detail("got")).contains("129 characters");
    }

    @Test
    void aCapacityOutOfBoundsIsTold() {
        assertThat(put("{'capacity':-3}").detail("got")).contains("-3");
    }

    @Test
    void aBodyOverTheLimitIsTooLarge() {
        RestNode.Answer answer = put("{'unknown':'" + "x".repeat(RestNode.MAX_BYTES) + "'}");
        assertThat(answer.problem()).isEqualTo("413 RT_005");
        assertThat(answer.detail("limit")).contains("131072");
        assertThat(answer.detail("got")).contains("more than 131072 bytes");
    }

    @Test
    void rulesThatAreLeftOutAreThePolicys() {
        assertThat(made("{'type':'t'}").rules()).isEqualTo(RoomRules.NONE);
    }
}
