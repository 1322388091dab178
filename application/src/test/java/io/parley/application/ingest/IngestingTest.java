package io.parley.application.ingest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.InMemoryNode;
import io.parley.application.ManualClock;
import io.parley.application.delivery.RecordingListener;
import io.parley.application.realm.TestRealms;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Message;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.payload.Template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What other services say becomes what rules make of it. */
class IngestingTest {
    private static final int MAX_BYTES = 100;
    private static final ChannelId ALL = in(ChannelName.ALL.value());
    private static final IngestRule JOBS = rule("job-updates", "jobs.{jobId}", null, "job:update", null);
    private static final IngestRule BOOKINGS = rule("booking:*", "system:all", null, null, null);
    private static final IngestRule PAYMENTS = rule("payment:*", "system:all", "{userId}", null, null);
    private static final IngestRule USERS = rule("user:*", "system:all", "{userId}", null, null);
    private static final IngestRule ONE_USER = rule("user:*:*", null, "{1}", "user:{2}", null);
    private static final IngestRule ENVELOPES = rule("envelopes", "public:{in}", null, "{event}", "data");
    private static final IngestRule NOWHERE = rule("nowhere", "nowhere:{id}", null, null, null);
    private static final IngestRule STREAM = new IngestRule(RealmId.DEFAULT, new Source.Stream("payments"),
            Optional.of(Template.of("system:all")), Optional.empty(), Optional.empty(), Optional.empty());
    private static final List<IngestRule> RULES = List.of(JOBS, BOOKINGS, PAYMENTS, USERS, ONE_USER, ENVELOPES, NOWHERE, STREAM);

    private final InMemoryNode node = new InMemoryNode();
    private final RecordingListener heard = new RecordingListener();
    private final RecordingWatch watch = new RecordingWatch();
    private final Ingesting ingesting = new Ingesting(RULES, new PlainFields(), node.publishing, node.listeners(), watch, MAX_BYTES);

    @BeforeEach
    void somebodyListens() {
        List.of(ALL, in("jobs.7"), in("jobs.a=2Fb"), in("public:lobby"), ownOf("ada")).forEach(each -> node.backplane.attach(each, heard));
    }

    private static IngestRule rule(String pattern, @Nullable String channel, @Nullable String to, @Nullable String event,
            @Nullable String data) {
        return new IngestRule(RealmId.DEFAULT, new Source.Channels(SourcePattern.of(pattern)),
                Optional.ofNullable(channel).map(Template::of),
                Optional.ofNullable(to).map(Template::of), Optional.ofNullable(event).map(Template::of), Optional.ofNullable(data));
    }

    private static ChannelId in(String name) {
        return new ChannelId(RealmId.DEFAULT, new ChannelName(name));
    }

    private static ChannelId ownOf(String user) {
        return new ChannelId(RealmId.DEFAULT, ChannelName.ownOf(new UserId(RealmId.DEFAULT, user)));
    }

    private Fate take(IngestRule rule, String name, String fields) {
        return ingesting.take(rule, Arrival.on(name), fields.getBytes(StandardCharsets.UTF_8));
    }

    private void hears(ChannelId channel, String event, String data) {
        assertThat(heard.events())
                .containsExactly(new Message(channel, event, Payload.ofJson(data), ManualClock.START, Optional.empty()));
    }

    // Where it goes

    @Test
    void aJobUpdateGoesIntoTheJobsChannel() {
        assertThat(take(JOBS, "job-updates", "jobId=7;progress=50")).isEqualTo(Fate.DELIVERED);
        hears(in("jobs.7"), "job:update", "jobId=7;progress=50");
    }

    @Test
    void anIdIsEscapedInAChannelsName() {
        take(JOBS, "job-updates", "jobId=a/b");
        hears(in("jobs.a=2Fb"), "job:update", "jobId=a/b");
    }

    @Test
    void withoutAnEventOfItsOwnARuleTakesTheSourcesName() {
        take(BOOKINGS, "booking:created", "userId=ada");
        hears(ALL, "booking:created", "userId=ada");
    }

    @Test
    void whatNamesAUserGoesToHimAlone() {
        take(PAYMENTS, "payment:failed", "userId=ada");
        hears(ownOf("ada"), "payment:failed", "userId=ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"amount=7", "userId=null;amount=7"})
    void whatNamesNoUserGoesIntoTheChannel(String fields) {
        take(PAYMENTS, "payment:rates", fields);
        hears(ALL, "payment:rates", fields);
    }

    /** It was meant for somebody: to tell all would be worse than to tell nobody. */
    @ParameterizedTest
    @ValueSource(strings = {"userId=", "userId={}"})
    void whatNamesAUserWhoCannotBeGoesToNobody(String fields) {
        assertThat(take(PAYMENTS, "payment:failed", fields)).isEqualTo(Fate.MALFORMED);
        assertThat(heard.events()).isEmpty();
    }

    @Test
    void aUserMayBeNamedInTheSourcesName() {
        take(ONE_USER, "user:ada:greeted", "a=1");
        hears(ownOf("ada"), "user:greeted", "a=1");
    }

    @Test
    void anEnvelopeIsOpened() {
        take(ENVELOPES, "envelopes", "in=lobby;event=hello;data={1}");
        hears(in("public:lobby"), "hello", "{1}");
    }

    @Test
    void whatComesWithAnEventBesideItIsSaidAsThat() {
        ingesting.take(STREAM, new Arrival("payments", Optional.of("payment:made"), Optional.of("1-0")),
                "a=1".getBytes(StandardCharsets.UTF_8));
        hears(ALL, "payment:made", "a=1");
    }

    @Test
    void itStaysInItsRealm() {
        IngestRule school = new IngestRule(TestRealms.SCHOOL, BOOKINGS.source(), BOOKINGS.channel(), BOOKINGS.to(), BOOKINGS.event(),
                BOOKINGS.data());
        Ingesting both = new Ingesting(List.of(BOOKINGS, school), new PlainFields(), node.publishing, node.listeners(), watch, MAX_BYTES);
        assertThat(both.take(school, Arrival.on("booking:created"), new byte[]{'a', '='})).isEqualTo(Fate.DELIVERED);
        assertThat(heard.events()).isEmpty();
    }

    // Which rule

    @Test
    void ofTwoPatternsThatFitTheMoreSpecificTakesItAlone() {
        assertThat(take(USERS, "user:ada:greeted", "a=1")).isEqualTo(Fate.PASSED_OVER);
        assertThat(take(ONE_USER, "user:ada:greeted", "a=1")).isEqualTo(Fate.DELIVERED);
        assertThat(heard.events()).hasSize(1);
        assertThat(watch.all()).hasSize(1);
    }

    @Test
    void twoRulesOfOneSourceAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ingesting(List.of(BOOKINGS, rule("booking:*", "public:x", null, null, null)), new PlainFields(),
                        node.publishing, node.listeners(), watch, MAX_BYTES))
                .withMessageContaining("booking:*");
    }

    // What is wrong with it

    @ParameterizedTest
    @CsvSource({"nothing", "progress=50", "jobId={}", "jobId=null", "jobId="})
    void whatARuleCannotReadIsMalformedAndNotHeard(String fields) {
        assertThat(take(JOBS, "job-updates", fields)).isEqualTo(Fate.MALFORMED);
        assertThat(heard.events()).isEmpty();
    }

    @Test
    void aFieldToPassOnThatIsNotThereIsMalformed() {
        assertThat(take(ENVELOPES, "envelopes", "in=lobby;event=hello")).isEqualTo(Fate.MALFORMED);
    }

    @Test
    void whatIsTooLargeIsMalformed() {
        assertThat(take(BOOKINGS, "booking:created", "a=" + "x".repeat(MAX_BYTES - 2))).isEqualTo(Fate.DELIVERED);
        assertThat(take(BOOKINGS, "booking:created", "a=" + "x".repeat(MAX_BYTES - 1))).isEqualTo(Fate.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({"envelopes,'in=lobby;data=1;event=a\nb'", "envelopes,in=lobby;data=1;event="})
    void anEventThatCannotBeIsMalformed(String name, String fields) {
        assertThat(take(ENVELOPES, name, fields)).isEqualTo(Fate.MALFORMED);
    }

    @Test
    void aSourcesNameThatIsTooLongForAnEventIsMalformed() {
        assertThat(take(BOOKINGS, "booking:" + "x".repeat(248), "a=1")).isEqualTo(Fate.MALFORMED);
    }

    @Test
    void aUsersIdThatIsTooLongIsMalformed() {
        Ingesting roomy = new Ingesting(RULES, new PlainFields(), node.publishing, node.listeners(), watch, 1_000);
        assertThat(roomy.take(PAYMENTS, Arrival.on("payment:x"), ("userId=" + "u".repeat(129)).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Fate.MALFORMED);
    }

    @Test
    void aChannelThatThereIsNotIsMalformed() {
        assertThat(take(NOWHERE, "nowhere", "id=1")).isEqualTo(Fate.MALFORMED);
    }

    @Test
    void aStoreThatIsAwayIsUnavailable() {
        node.storeIsAwayAt("publish");
        assertThat(take(BOOKINGS, "booking:created", "a=1")).isEqualTo(Fate.UNAVAILABLE);
        node.storeIsBack();
        assertThat(take(BOOKINGS, "booking:created", "a=1")).isEqualTo(Fate.DELIVERED);
    }

    // What is told of it

    @Test
    void everyFateIsToldWithItsReasonAndWithoutTheMessage() {
        take(JOBS, "job-updates", "jobId=7");
        take(JOBS, "job-updates", "secret=s");
        ingesting.drop(JOBS, Arrival.on("job-updates"), "behind");
        assertThat(watch.all()).extracting(RecordingWatch.Met::fate).containsExactly(Fate.DELIVERED, Fate.MALFORMED, Fate.UNAVAILABLE);
        assertThat(watch.all().get(1).why()).contains("$.jobId").doesNotContain("secret");
        assertThat(watch.all().get(2).why()).isEqualTo("behind");
    }
}
