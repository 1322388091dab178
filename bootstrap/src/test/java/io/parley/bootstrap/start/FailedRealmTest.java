package io.parley.bootstrap.start;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.parley.bootstrap.testing.TestTokens;

import static io.parley.bootstrap.start.FailingStart.PASSWORD;
import static io.parley.bootstrap.start.FailingStart.assertOneLine;

/** What can be wrong with realms, their policies and who may come in: one line that names the key. */
@ExtendWith(OutputCaptureExtension.class)
class FailedRealmTest {
    /** The tables were made by others, and no mistake here is in them. */
    private static FailingStart withServers() {
        return new FailingStart().withServers().with("spring.flyway.enabled", "false");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "parley.trusted-proxies|10.0.0.0/33|10.0.0.0/33",
            "parley.trusted-proxies|proxy.example.com|proxy.example.com",
            "parley.trusted-proxies|10.0.0.0/x|10.0.0.0/x",
            "parley.realms.default.allowed-addresses|10.0.0.1,999.0.0.1|999.0.0.1",
            "parley.realms.default.denied-addresses|2001:db8::/129|2001:db8::/129",
            "parley.realms.default.denied-addresses|10.0.0.0/-1|10.0.0.0/-1",
            "parley.realms.default.anonymous|perhaps|perhaps",
            "parley.limits.user-messages|often|often",
            "parley.limits.user-messages|0/1s|0/1s",
            "parley.limits.connection-messages|9999999+1/10000h|within a year",
            "parley.realms.default.limits.connections-per-user|-3|is a number from 0 on",
            "parley.connections.reconnect-spread|0s|longer than 0",
            "parley.connections.reconnect-spread|-1s|longer than 0",
            "parley.connections.reconnect-spread|soon|soon"})
    void aValueThatCannotBeIsNamedWithItsKey(String key, String value, String named, CapturedOutput output) {
        assertOneLine(withServers().with(key, value).failure(output), key, named);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "subscribe|auth.|at character 5",
            "subscribe|auth === null|at character 7",
            "publish|true && nobody|at character 8",
            "publish|'a'.matches(message.event)|at character",
            "see-presence|message.event == 'e'|at character 0",
            "see-presence|(|at character"})
    void aRuleThatDoesNotCompileIsNamedWithItsKeyAndPosition(String rule, String text, String position, CapturedOutput output) {
        FailingStart start = withServers().with("parley.realms.default.policies[0].pattern", "chat:*")
                .with("parley.realms.default.policies[0]." + rule, text);
        assertOneLine(start.failure(output), "parley.realms.default.policies[0]." + rule, position);
    }

    @Test
    void aRuleThatIsTooLong(CapturedOutput output) {
        FailingStart start = withServers().with("parley.realms.default.policies[0].pattern", "chat:*")
                .with("parley.realms.default.policies[0].publish", "true || ".repeat(64) + "true");
        assertOneLine(start.failure(output), "parley.realms.default.policies[0].publish", "512", "516");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "history-size|-1|policies[0]",
            "history-size|many|history-size",
            "history-age|long|history-age",
            "history-age|0s|policies[0]",
            "archive|forever|archive",
            "archive|-1s|policies[0]",
            "archive|23h|policies[0].archive",
            "ack-from|nobody|ack-from",
            "presence|perhaps|presence",
            "rooms|sometimes|rooms",
            "capacity|-1|policies[0]",
            "capacity|few|capacity",
            "state-on-subscribe|perhaps|state-on-subscribe",
            "sanitize|some|sanitize",
            "words|two words|policies[0]",
            "words-action|shout|words-action",
            "repetitions|often|repetitions",
            "slow-consumers|forget|slow-consumers",
            "coalesce-by|{userId}|policies[0]"})
    void aPolicysValueThatCannotBeIsNamedWithItsKey(String key, String value, String named, CapturedOutput output) {
        FailingStart start = withServers().with("parley.realms.default.policies[0].pattern", "chat:*")
                .with("parley.realms.default.policies[0]." + key, value);
        assertOneLine(start.failure(output), "parley.realms.default.", named);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"\"\"", "chat:*:x", "chat:{id}{id2}", "chat:{a}:{a}", "chat:ä", "chat: x",
            "chat:{}"})
    void aPatternThatIsNone(String pattern, CapturedOutput output) {
        FailingStart start = withServers().with("parley.realms.default.policies[0].pattern", pattern)
                .with("parley.realms.default.policies[0].subscribe", "true").with("parley.realms.default.policies[0].publish", "true");
        assertOneLine(start.failure(output), "parley.realms.default.policies[0].pattern", "'" + pattern + "'");
    }

    @Test
    void aNewPolicyWithoutARule(CapturedOutput output) {
        FailingStart start = withServers().with("parley.realms.default.policies[0].pattern", "team:*")
                .with("parley.realms.default.policies[0].subscribe", "true");
        assertOneLine(start.failure(output), "parley.realms.default.policies[0].publish is needed");
    }

    @Test
    void aStateOfAPolicyThatKeepsNone(CapturedOutput output) {
        FailingStart start = withServers().with("parley.realms.default.policies[0].pattern", "public:*")
                .with("parley.realms.default.policies[0].state-on-subscribe", "true");
        assertOneLine(start.failure(output), "parley.realms.default.policies[0]", "history");
    }

    @ParameterizedTest
    @CsvSource({"archive,30d", "ack-from,replica"})
    void aPromiseAboutMessagesThatAreNotKept(String key, String value, CapturedOutput output) {
        FailingStart start = withServers().with("parley.realms.default.policies[0].pattern", "public:*")
                .with("parley.realms.default.policies[0]." + key, value);
        assertOneLine(start.failure(output), "parley.realms.default.policies[0]", "history");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "pattern=*,channel=system:all|ingest[0].pattern|parley:",
            "pattern=booking?,channel=system:all|ingest[0].pattern|booking?",
            "stream=parley:x,channel=system:all|ingest[0].stream|parley:",
            "channel=system:all|ingest[0]|a pattern or a stream",
            "pattern=a,stream=b,channel=system:all|ingest[0]|a pattern or a stream",
            "pattern=booking:*,event=e|ingest[0]|channel or to",
            "pattern=booking:*,channel=jobs.{jobId|ingest[0].channel|jobs.{jobId",
            "pattern=booking:*,channel=a b|ingest[0]|a b",
            "pattern=booking:*,channel=jobs.{2}|ingest[0]|{2}",
            "pattern=booking:*,to={}|ingest[0].to|{}",
            "pattern=booking:*,channel=system:all,event=}|ingest[0].event|}",
            "pattern=booking:*,channel=system:all,data={a}|ingest[0]|data: '{a}'"})
    void anIngestRuleThatCannotBeIsNamedWithItsKey(String fields, String key, String named, CapturedOutput output) {
        FailingStart start = withServers();
        Stream.of(fields.split(",", -1)).map(field -> field.split("=", 2))
                .forEach(field -> start.with("parley.realms.default.ingest[0]." + field[0], field[1]));
        assertOneLine(start.failure(output), "parley.realms.default." + key, named);
    }

    @Test
    void twoIngestRulesOfOneSource(CapturedOutput output) {
        FailingStart start = withServers().with("parley.realms.default.ingest[0].pattern", "booking:*")
                .with("parley.realms.default.ingest[0].channel", "public:a").with("parley.realms.default.ingest[1].pattern", "booking:*")
                .with("parley.realms.default.ingest[1].channel", "public:b");
        assertOneLine(start.failure(output), "parley.realms", "ingest", "booking:*");
    }

    @Test
    void boundsOfExtensionsThatCannotBeAreNamed(CapturedOutput output) {
        assertOneLine(withServers().with("parley.extensions.timeout", "0s").failure(output), "parley.extensions", "longer than 0");
    }

    @Test
    void aLeaseOfSourcesThatIsTooShort(CapturedOutput output) {
        assertOneLine(withServers().with("parley.ingest.lease", "10ms").failure(output), "parley.ingest.lease", "1s");
    }

    @Test
    void aRealmWhoseNameIsNone(CapturedOutput output) {
        assertOneLine(withServers().with("parley.realms[Sch_ool].jwt-secret", TestTokens.SECRET).failure(output), "parley.realms",
                "Sch_ool");
    }

    @Test
    void aRealmThatVerifiesNothing(CapturedOutput output) {
        assertOneLine(withServers().with("parley.realms.school.id-claim", "userId").failure(output), "parley.realms.school", "jwt-secret");
    }

    @Test
    void aRealmThatVerifiesInTwoWays(CapturedOutput output) {
        FailingStart start = withServers().with("parley.realms.school.jwt-secret", TestTokens.SECRET)
                .with("parley.realms.school.issuer-uri", "https://id.example.com");
        assertOneLine(start.failure(output), "parley.realms.school", "jwt-secret", "issuer-uri");
    }

    @Test
    void aRealmsShortSecret(CapturedOutput output) {
        assertOneLine(withServers().with("parley.realms.school.jwt-secret", PASSWORD).failure(output), "parley.realms.school.jwt-secret",
                "14", "32");
    }

    @ParameterizedTest
    @CsvSource({"file:/no/such/key.pem", "classpath:application.yaml"})
    void aRealmsKeyThatIsNone(String location, CapturedOutput output) {
        assertOneLine(withServers().with("parley.realms.school.public-key-location", location).failure(output),
                "parley.realms.school.public-key-location", location);
    }

    @Test
    void twoRealmsOfOneHost(CapturedOutput output) {
        FailingStart start = withServers().with("parley.realms.school.jwt-secret", TestTokens.SECRET)
                .with("parley.realms.school.hosts", "a.example.com")
                .with("parley.realms.shop.jwt-secret", TestTokens.SECRET).with("parley.realms.shop.hosts", "A.example.com");
        assertOneLine(start.failure(output), "parley.realms", "host", "school", "shop");
    }

    @Test
    void twoRealmsOfOneIssuer(CapturedOutput output) {
        FailingStart start = withServers().with("parley.realms.school.jwt-secret", TestTokens.SECRET)
                .with("parley.realms.school.issuer", "https://id.example.com")
                .with("parley.realms.shop.jwt-secret", TestTokens.SECRET).with("parley.realms.shop.issuer", "https://id.example.com");
        assertOneLine(start.failure(output), "parley.realms", "issuer", "https://id.example.com");
    }
}
