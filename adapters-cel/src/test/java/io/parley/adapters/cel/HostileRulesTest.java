package io.parley.adapters.cel;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.rule.Facts;
import io.parley.application.rule.Question;
import io.parley.domain.channel.Channel;
import io.parley.domain.channel.Room;

import static io.parley.adapters.cel.Scene.ADA;
import static io.parley.adapters.cel.Scene.channel;
import static io.parley.adapters.cel.Scene.enters;
import static io.parley.adapters.cel.Scene.refusal;
import static io.parley.adapters.cel.Scene.roomOf;
import static io.parley.adapters.cel.Scene.rule;
import static io.parley.adapters.cel.Scene.said;
import static io.parley.adapters.cel.Scene.wants;
import static org.assertj.core.api.Assertions.assertThat;

/** Rules and messages made to cost much. Each would be true, or run for ever, if nothing stopped it. */
@Timeout(10)
class HostileRulesTest {
    private static final String NUMBERS = IntStream.range(0, 22_000).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
    private static final String TEXTS = "{\"as\":\"" + "a".repeat(60_000) + "\",\"asb\":\"" + "a".repeat(30_000) + "b\"}";
    private static final Channel CROWDED = channel("room:1",
            roomOf(IntStream.range(0, Room.MAX_MEMBERS).mapToObj(i -> "member" + i).toArray(String[]::new)));

    /** Under the larger budget, that of rules. */
    private static boolean mayBeSaid(String rule, String json) {
        return rule(rule, Question.PUBLISH).permits(Facts.saying(ADA, CROWDED, said(json)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "message.data.all(a, message.data.all(b, message.data.all(c, a + b + c >= 0)))",
            "message.data.map(a, message.data.map(b, message.data.map(c, a + b + c))).size() > 0",
            "message.data.all(a, a in message.data)",
            "message.data.all(a, message.data.includes(a))",
            "message.data.all(a, message.data == message.data)",
            "message.data.all(a, message.data != [a])",
            "message.data.all(a, message.data + message.data != [])",
            "message.data.all(a, a.missing == 1 || a.missing == 2 || true)",
            "message.data.all(a, message.data[999999999999] == 1 || true)",
            "message.data.all(a, message.data[1.5e300] == 1 || true)",
            "message.data.all(a, {a: message.data} != {})"})
    void aLoopOverALargeListEnds(String rule) {
        assertThat(mayBeSaid(rule, NUMBERS)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false || %s", "%s || true", "true || %s", "[1].exists(x, %s || true)", "[1, 2].map(x, %s || true) != []"})
    void whatWasTooMuchIsNotForgiven(String around) {
        String loop = "message.data.all(a, message.data.all(b, a + b >= 0))";
        assertThat(mayBeSaid(around.formatted(loop), NUMBERS)).isEqualTo(around.startsWith("true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".map(x, [x, x])", ".map(x, {'a': x, 'b': x})", ".map(x, x + x)", ".map(x, [x, x, x, x, x, x])"})
    void aListThatDoublesIsNotBuilt(String step) {
        assertThat(mayBeSaid("dyn([[1, 2]]" + step.repeat(18) + ") != null", "1")).isFalse();
    }

    @Test
    void aListThatDoublesIsNotSpelledOutInAnError() {
        assertThat(mayBeSaid("(dyn([1]" + ".map(x, [x, x])".repeat(26) + ") ? true : true) || true", "1")).isFalse();
    }

    @Test
    void aTextThatDoublesIsNotBuilt() {
        assertThat(mayBeSaid("['0123456789012345']" + ".map(x, x + x)".repeat(26) + " != []", "1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"message.data.as.contains(message.data.asb)",
            "message.data.as.contains('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab')"})
    void aSearchThatAlmostSucceedsEverywhereEnds(String rule) {
        assertThat(mayBeSaid(rule, TEXTS)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+b", "(a|a)*b", "(a|aa)+$b", "(.*)(.*)(.*)(.*)(.*)b$", "(a?){15}(a{9})b"})
    void anExpressionThatWouldTryEverythingElsewhereIsDecided(String pattern) {
        assertThat(wants("!message.data.matches('" + pattern + "')", '"' + "a".repeat(300) + '"')).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+b", "(a|a)*b", "(a|aa)+$b", "(.*)(.*)(.*)(.*)(.*)b$", "(a?){15}(a{9})b"})
    void anExpressionIsNotMatchedAgainstATextThatIsTooLongForIt(String pattern) {
        assertThat(wants("!message.data.as.matches('" + pattern + "')", TEXTS)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"((a{100}){100}){100}", "a{1000}a{1000}", "(a{1,30}){1,40}", "(((a?){9}){9}){9}", "(?:a{32,}){33,}"})
    void anExpressionThatIsLongWhenItIsWrittenOutIsRefused(String pattern) {
        assertThat(refusal("message.event.matches('" + pattern + "')", Question.FILTER).details()).containsEntry("position", 22)
                .containsEntry("expected", "a regular expression");
    }

    @ParameterizedTest
    @ValueSource(strings = {"^(\\\\d{1,3}\\\\.){3}\\\\d{1,3}$", "^[a-z0-9.]{1,64}@[a-z0-9.-]{1,253}$", "^order\\\\.(created|paid)$"})
    void anExpressionAsPeopleWriteThemIsNot(String pattern) {
        assertThat(rule("message.event.matches('" + pattern + "')", Question.FILTER)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            (             | true   | )
            [             | 1      | ]
            {1:           | 1      | }
            data.has(     | 1      | )
            data[         | 1      | ]
            !(            | true   | )
            [1].all(a,    | true   | )
            1 +           | 1      | ~~
            true ? true : | true   | ~~
            true ==       | true   | ~~
            ~~            | data   | .a
            ~~            | data   | [0]
            ~~            | data   | .map(a,a)
            """)
    void aTextThatNestsTooDeepIsRefused(String before, String middle, String after) {
        assertThat(refusal(before.repeat(33) + middle + after.repeat(33), Question.ENTER).details())
                .containsEntry("expected", "at most 32 levels of nesting");
    }

    @Test
    void aLongTextThatDoesNotNestIsNot() {
        assertThat(enters(ADA, "auth.uid == 'a' || ".repeat(25) + "auth.uid == 'ada'")).isTrue();
    }

    @Test
    void dataThatNestsTooDeepIsNotWanted() {
        assertThat(
                wants("message.data != 1", "[".repeat(64) + "]".repeat(64)) && !wants("message.data != 1", "[".repeat(65) + "]".repeat(65)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"b\":%s}", "{\"b\":%s,\"a\":1}"})
    void aLargeMessageIsFilteredByWhatIsSmallInIt(String json) {
        assertThat(wants("message.data.a == 1 && message.data.b[21999] == 21999 && size(message.data.b) == 22000", json.formatted(NUMBERS)))
                .isTrue();
    }

    @Test
    void aFilterEndsSoonerThanARule() {
        String search = "message.data.exists(n, n == 3000)";
        assertThat(mayBeSaid(search, NUMBERS) && !wants(search, NUMBERS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data.members.exists(m, m == 'member9999')", "data.members.includes('member9999')",
            "'member9999' in data.members",
            "data.members.all(m, data.members.includes(m))", "size(data.members.filter(m, m == 'member1')) == 1"})
    void asManyMembersAsARoomMayHaveCanBeSearched(String rule) {
        assertThat(enters(ADA, rule, CROWDED)).isTrue();
    }

    @Test
    void everythingThatARuleMayThrowIsANo() {
        assertThat(Set.of("1 / 0 == 1", "1 % 0 == 1", "int('x') == 1", "-9223372036854775808 - 1 == 1", "[1][1] == 1", "dyn(1).x", "{}.x",
                "dyn('a') < 1", "int(1e300) == 1", "{data: 1, data: 2} != {}", "double('x') > 1.0", "bool('x')"))
                .allSatisfy(rule -> assertThat(enters(ADA, rule)).as(rule).isFalse());
    }
}
