package io.parley.application.content;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;

import io.parley.application.InMemoryNode;
import io.parley.application.ManualClock;
import io.parley.application.extension.Interception;
import io.parley.application.extension.Interceptors;
import io.parley.application.extension.MessageInterceptor;
import io.parley.application.extension.Submission;
import io.parley.application.protocol.PlainTexts;
import io.parley.domain.channel.Channel;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.ChannelPolicy;
import io.parley.domain.channel.ChannelRecord;
import io.parley.domain.channel.ShippedPolicies;
import io.parley.domain.content.ContentPolicy;
import io.parley.domain.content.Markup;
import io.parley.domain.content.WordList;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.Server;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.limit.Rate;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.ErrorCode;

import static org.assertj.core.api.Assertions.assertThat;

/** What the shipped interceptors make of what clients say. */
class ContentTest {
    private static final Identity ADA = user("ada");
    private static final ContentPolicy TEXT = new ContentPolicy(Markup.TEXT, Optional.empty(), Optional.empty());
    private static final ContentPolicy TWICE = new ContentPolicy(Markup.ANY, Optional.empty(),
            Optional.of(Rate.of(2, Duration.ofSeconds(10))));

    private final ManualClock clock = new ManualClock();
    private final Sanitizing sanitizing = new Sanitizing(new PlainTexts(), (text, allowed) -> text.replace("<b>", allowed.name()));
    private final WordFiltering filtering = new WordFiltering(new PlainTexts());
    private final FloodDetection floods = new FloodDetection(clock);

    private static Identity user(String name) {
        return new User(new UserId(RealmId.DEFAULT, name), Profile.UNKNOWN, Set.of(), ManualClock.START.plusSeconds(3600));
    }

    private static Channel channel(String name, ContentPolicy content) {
        ChannelPolicy plain = ShippedPolicies.BOOK.find(new ChannelName("public:lobby")).orElseThrow().policy();
        return new Channel(new ChannelId(RealmId.DEFAULT, new ChannelName(name)),
                new ChannelPolicy(plain.pattern(), plain.rules(), plain.history(), plain.presence(), plain.rooms(), plain.capacity(),
                        plain.stateOnSubscribe(), plain.rate(), content, plain.slowConsumers()),
                Map.of(), ChannelRecord.NOTHING);
    }

    private static Submission said(String json, ContentPolicy content) {
        return new Submission(ADA, channel("public:lobby", content), "e", Payload.ofJson(json));
    }

    private static ContentPolicy without(String word, WordList.Action action) {
        return new ContentPolicy(Markup.ANY, Optional.of(new WordList(List.of(word), action)), Optional.empty());
    }

    private static Interception changed(String json) {
        return new Interception.Change("e", Payload.ofJson(json));
    }

    private static ErrorCode refused(Interception interception) {
        return interception instanceof Interception.Refuse refuse ? refuse.refusal().code() : null;
    }

    @Test
    void whereThePolicySaysNothingOfContentNoneIsAsked() {
        Channel channel = channel("public:lobby", ContentPolicy.ANYTHING);
        assertThat(List.<MessageInterceptor>of(sanitizing, filtering, floods)).noneMatch(one -> one.intercepts(channel));
    }

    @Test
    void whereThePolicySaysNothingOfContentAMessageCostsNoMemory() {
        InMemoryNode node = new InMemoryNode();
        Interceptors all = new Interceptors(List.of(floods, sanitizing, filtering), node.guards, node.json);
        Channel channel = channel("public:lobby", ContentPolicy.ANYTHING);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertThat(all.concern(channel)).isFalse();
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            all.concern(channel);
        }
        // Less than a byte a message: what the measurement itself takes.
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    }

    @Test
    void eachIsAskedWhereThePolicySwitchesItOn() {
        assertThat(sanitizing.intercepts(channel("public:lobby", TEXT))).isTrue();
        assertThat(filtering.intercepts(channel("public:lobby", without("bad", WordList.Action.MASK)))).isTrue();
        assertThat(floods.intercepts(channel("public:lobby", TWICE))).isTrue();
    }

    // Markup

    @Test
    void markupIsCleanedInEveryText() {
        assertThat(sanitizing.intercept(said("{\"a\":[\"<b>x\", 1.0]}", TEXT))).isEqualTo(changed("{\"a\":[\"TEXTx\", 1.0]}"));
    }

    @Test
    void whereNothingIsCleanedTheMessagePasses() {
        assertThat(sanitizing.intercept(said("{\"a\" : \"x\"}", TEXT))).isEqualTo(Interception.PASS);
    }

    // Words

    @Test
    void anUnwantedWordIsRefusedWithoutSayingWhichItIs() {
        Interception answer = filtering.intercept(said("[\"so Bad\"]", without("bad", WordList.Action.REFUSE)));
        assertThat(refused(answer)).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(answer.toString()).doesNotContainIgnoringCase("bad");
    }

    @Test
    void anUnwantedWordIsMasked() {
        assertThat(filtering.intercept(said("[\"so Bad\",\"badge\"]", without("bad", WordList.Action.MASK))))
                .isEqualTo(changed("[\"so ***\",\"badge\"]"));
    }

    @Test
    void otherWordsPass() {
        assertThat(filtering.intercept(said("[\"badge\"]", without("bad", WordList.Action.REFUSE)))).isEqualTo(Interception.PASS);
    }

    // Floods

    private Interception says(Identity who, String channel, String event, String json) {
        return floods.intercept(new Submission(who, channel(channel, TWICE), event, Payload.ofJson(json)));
    }

    private Interception says() {
        return says(ADA, "public:lobby", "e", "1");
    }

    @Test
    void theSameAgainAndAgainIsRefusedUntilSomeTimeHasPassed() {
        assertThat(List.of(says(), says())).containsOnly(Interception.PASS);
        Interception answer = says();
        assertThat(refused(answer)).isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED);
        assertThat(((Interception.Refuse) answer).refusal().details()).containsEntry("limit", "repetitions")
                .containsEntry("retryAfterMs", 5_000L);
        clock.advance(Duration.ofSeconds(5));
        assertThat(says()).isEqualTo(Interception.PASS);
    }

    @Test
    void anotherMessageChannelEventOrSenderIsNotTheSame() {
        IntStream.range(0, 3).forEach(_ -> says());
        assertThat(List.of(says(ADA, "public:lobby", "e", "2"), says(ADA, "public:lobby", "f", "1"), says(ADA, "public:other", "e", "1"),
                says(user("bob"), "public:lobby", "e", "1"))).containsOnly(Interception.PASS);
    }

    @Test
    void serversMaySayTheSameAsOftenAsTheyLike() {
        Server server = new Server(RealmId.DEFAULT, "backend", Set.of(Scope.PUBLISH));
        assertThat(IntStream.range(0, 5).mapToObj(_ -> says(server, "public:lobby", "e", "1"))).containsOnly(Interception.PASS);
    }

    @Test
    void whatWasSaidLongestAgoIsForgottenWhenTooMuchIsRemembered() {
        IntStream.range(0, 3).forEach(_ -> says());
        IntStream.range(0, FloodDetection.MOST_REMEMBERED).forEach(i -> says(ADA, "public:lobby", "e", "\"" + i + "\""));
        assertThat(says()).isEqualTo(Interception.PASS);
    }
}
