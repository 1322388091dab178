package io.parley.adapters.cel;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.rule.Facts;
import io.parley.application.rule.Question;
import io.parley.domain.channel.Channel;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Room;
import io.parley.domain.channel.RoomRules;
import io.parley.domain.identity.Scope;
import io.parley.domain.payload.Payload;

import static io.parley.adapters.cel.Scene.ADA;
import static io.parley.adapters.cel.Scene.ANONYMOUS;
import static io.parley.adapters.cel.Scene.BOB;
import static io.parley.adapters.cel.Scene.SERVER;
import static io.parley.adapters.cel.Scene.channel;
import static io.parley.adapters.cel.Scene.enters;
import static io.parley.adapters.cel.Scene.room;
import static io.parley.adapters.cel.Scene.roomOf;
import static io.parley.adapters.cel.Scene.rule;
import static io.parley.adapters.cel.Scene.said;
import static io.parley.adapters.cel.Scene.server;
import static io.parley.adapters.cel.Scene.user;
import static io.parley.adapters.cel.Scene.wants;
import static org.assertj.core.api.Assertions.assertThat;

/** What rules see, and how they answer. */
class RuleEvaluationTest {
    private static final Room FULL = new Room(Optional.of("meeting"),
            Payload.ofJson("{\"type\":\"x\",\"capacity\":\"x\",\"members\":\"x\",\"topic\":\"tea\",\"gone\":null}"),
            Optional.of(Set.of("ada")),
            OptionalInt.of(7), RoomRules.NONE);

    private static boolean entersRoom(String rule, Room room) {
        return enters(ADA, rule, channel("chat:1", room));
    }

    @Test
    void theRuleOfTheSeedsWorksToTheLetter() {
        Channel channel = channel("chat:1", roomOf("ada"));
        String rule = "auth.uid != null && data.members.includes(auth.uid)";
        assertThat(enters(ADA, rule, channel) && !enters(BOB, rule, channel) && !enters(ANONYMOUS, rule, channel)).isTrue();
    }

    @Test
    void anAnonymousIsNull() {
        assertThat(enters(ANONYMOUS, "auth == null") && !enters(ADA, "auth == null") && !enters(SERVER, "auth == null")).isTrue();
    }

    @Test
    void aServerHasScopesAndNothingElse() {
        assertThat(enters(SERVER, "auth.uid == null && auth.roles == [] && auth.claims == {} && auth.scopes == ['publish']")).isTrue();
    }

    @Test
    void theScopeAdminImpliesEveryOther() {
        assertThat(enters(server(Scope.ADMIN),
                "['publish', 'presence:read', 'rooms:write', 'metrics:read', 'admin'].all(s, s in auth.scopes)"))
                .isTrue();
    }

    @Test
    void aUserHasRolesAndClaims() {
        assertThat(enters(user("ada", Set.of("staff"), Map.of("team", Map.of("name", "blue"))),
                "auth.roles.includes('staff') && auth.claims.team.name == 'blue'")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', value = {"small,1", "short,2", "big,12345678901", "huge,1e30", "float,1.5", "nothing,null", "yes,true",
            "at,'1970-01-01T00:00:00Z'"})
    void claimsOfEveryKindAreValues(String name, String literal) {
        Map<String, Object> claims = new HashMap<>(
                Map.of("small", 1, "short", (short) 2, "big", BigInteger.valueOf(12_345_678_901L), "huge",
                        BigInteger.TEN.pow(30), "float", 1.5f, "yes", true, "at", Instant.EPOCH));
        claims.put("nothing", null);
        assertThat(enters(user("ada", Set.of(), claims), "auth.claims." + name + " == " + literal)).isTrue();
    }

    @Test
    void aClaimMayBeAListWithNullsInIt() {
        assertThat(enters(user("ada", Set.of(), Map.of("list", Arrays.asList(1, null, List.of()))), "auth.claims.list == [1, null, []]"))
                .isTrue();
    }

    @Test
    void theMetadataOfARoomStandsAtTheTop() {
        assertThat(entersRoom("data.topic == 'tea' && data.gone == null", FULL)).isTrue();
    }

    @Test
    void whatTheRoomItselfSaysGoesBeforeItsMetadata() {
        assertThat(entersRoom("data.type == 'meeting' && data.capacity == 7 && data.members == ['ada']", FULL)).isTrue();
    }

    @Test
    void whatARoomDoesNotSayIsNotThere() {
        assertThat(entersRoom("!has(data.members) && !has(data.type) && !has(data.capacity)", Room.PLAIN)).isTrue();
    }

    @Test
    void theKeysOfARoomCanBeCounted() {
        assertThat(entersRoom("size(data) == 5 && data.all(key, key in ['members', 'type', 'capacity', 'topic', 'gone'])", FULL)).isTrue();
    }

    @Test
    void withoutARoomThereIsNoData() {
        assertThat(enters(ADA, "data == {} && !has(data.members)")).isTrue();
    }

    @Test
    void aRuleThatLooksForWhatIsNotThereSaysNo() {
        assertThat(enters(ADA, "data.members.includes(auth.uid)") || enters(ADA, "!data.members.includes(auth.uid)")).isFalse();
    }

    @Test
    void whatFailsOnOneSideOfAnOrIsNotMissed() {
        assertThat(enters(ADA, "data.missing == 1 || true") && enters(ADA, "true || data.missing == 1")).isTrue();
    }

    @Test
    void aRuleWhoseAnswerIsNoConditionSaysNo() {
        assertThat(entersRoom("data.topic", FULL) || entersRoom("data.gone", FULL)).isFalse();
    }

    @Test
    void anUnreadableMetadataIsNoReasonToLetAnybodyIn() {
        assertThat(entersRoom("!has(data.closed)", room("{\"closed\":tru")) || entersRoom("!has(data.closed)", room("[]"))).isFalse();
    }

    @Test
    void theNameIsAText() {
        assertThat(enters(ADA, "channel.startsWith('chat:') && channel.endsWith('1') && channel.contains('t:')")).isTrue();
    }

    @Test
    void aCaptureIsWhatWasEscapedIntoTheName() {
        assertThat(enters(ADA, "captured.id == 'a b'", channel(ChannelName.ownOf(user("a b").id()).value()))).isTrue();
    }

    @Test
    void aCaptureThatNobodyWouldHaveEscapedSoIsNotThere() {
        assertThat(enters(ADA, "!has(captured.id)", channel("private:user-=61da"))).isTrue();
    }

    @Test
    void aMessageWithoutASenderHasNull() {
        assertThat(wants("message.sender == 'ada' && has(message.sender)", "1")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1                          | message.data == 1 && type(message.data) == int
            -9223372036854775808       | message.data == -9223372036854775808
            9223372036854775808        | type(message.data) == double && message.data > 9.2e18
            1.0                        | type(message.data) == double && message.data == 1
            1e400                      | message.data > 1.0e308
            "a\\u00e9"                 | message.data == 'aé' && size(message.data) == 2
            true                       | message.data
            null                       | message.data == null
            {"a":{"b":[1,null,{}]}}    | message.data.a.b == [1, null, {}]
            {"a":1,"a":2}              | message.data.a == 2
            {"content-type":1}         | message.data.`content-type` == 1 && message.data['content-type'] == 1
            {"price":12}               | message.data.price > 11.5
            [1,2.0]                    | 2 in message.data && message.data.includes(1.0) && !message.data.includes(3)
            [[1],[2]]                  | message.data.includes([2]) && [1] in message.data
            [1,2,3]                    | message.data[2] == 3 && size(message.data) == 3
            [1,2,3]                    | message.data.filter(n, n > 1).map(n, n * 2) == [4, 6]
            [1,2,3]                    | message.data.exists_one(n, n == 2) && message.data.all(n, n < 4)
            """)
    void dataIsWhatItsJsonSays(String json, String filter) {
        assertThat(wants(filter, json)).isTrue();
    }

    @Test
    void bytesThatAreNoJsonAreNull() {
        assertThat(rule("message.data == null", Question.FILTER).permits(Facts.said(said("file", Payload.ofBinary(new byte[]{1})))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"a\":", "nope", "[1,]"})
    void dataThatCannotBeReadIsNotWanted(String json) {
        assertThat(wants("message.data != 1", json) || wants("message.data == 1", json)).isFalse();
    }

    @Test
    void aFilterThatDoesNotLookIntoTheDataDoesNotMindWhatItIs() {
        assertThat(wants("message.event == 'note'", "nope")).isTrue();
    }

    @Test
    void theDataIsReadOnceForAllWhoAsk() {
        var said = said("{\"a\":1}");
        rule("message.data.a == 1", Question.FILTER).permits(Facts.said(said));
        assertThat(said.data(_ -> "read again")).isEqualTo(Map.of("a", 1L));
    }

    @Test
    void aPatternIsFoundAnywhereInAText() {
        assertThat(wants("message.data.matches('b+c$') && matches(message.data, '^a')", "\"abbc\"")
                && !wants("message.data.matches('^b')", "\"ab\""))
                .isTrue();
    }
}
