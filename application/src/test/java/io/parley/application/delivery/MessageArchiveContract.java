package io.parley.application.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Rule;
import io.parley.domain.delivery.Audience;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Priority;
import io.parley.domain.delivery.Stretch;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** What {@link MessageArchive} promises, as a program. An adapter's test extends it; channels are new in every test. */
public abstract class MessageArchiveContract {
    /** Later than any expiry that is asked for here, so that an archive may be shared by all tests. */
    private static final Instant LATER = Instant.parse("2031-01-01T00:00:00Z");
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final int ALL = 1_000;

    private final ChannelId channel = new ChannelId(new RealmId("r-" + UUID.randomUUID()), new ChannelName("chat:" + UUID.randomUUID()));

    /** For adapters' tests. */
    protected MessageArchiveContract() {}

    /** The same archive for the whole of a test. */
    protected abstract MessageArchive archive();

    private static Delivery at(ChannelId channel, String epoch, long offset) {
        Message message = new Message(channel, "said", Payload.ofJson("\"" + epoch + "/" + offset + "\""), AT, Optional.empty());
        return new Delivery(message, Optional.of(new Position(epoch, offset)));
    }

    private List<Delivery> stretch(String epoch, long first, long last) {
        return LongStream.rangeClosed(first, last).mapToObj(offset -> at(channel, epoch, offset)).toList();
    }

    private void keep(String epoch, long first, long last) {
        archive().keep(channel, stretch(epoch, first, last), LATER);
    }

    private List<Delivery> read(long above, long below, int limit, boolean reverse, Stretch... stretches) {
        return archive().read(channel, List.of(stretches), above, below, limit, reverse);
    }

    private static List<String> said(List<Delivery> deliveries) {
        return deliveries.stream().map(delivery -> ((Message) delivery.event()).data().json().replace("\"", "")).toList();
    }

    private static Stretch whole(String epoch) {
        return new Stretch(epoch, Long.MAX_VALUE);
    }

    private Message comesBack(Message message) {
        archive().keep(channel, List.of(new Delivery(message, Optional.of(new Position("e", 1)))), LATER);
        List<Delivery> found = read(0, 2, ALL, false, whole("e"));
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().position()).contains(new Position("e", 1));
        return (Message) found.getFirst().event();
    }

    // What is kept

    @Test
    void aMessageComesBackWithEveryField() {
        Audience audience = new Audience(Optional.of(Set.of("ada", "bob")), Set.of("eve"), Set.of("connection-1", "connection-2"),
                Optional.of(new Rule("auth.uid == 'ada' && message.event != \"x\"")));
        Message full = new Message(channel, "greeting", Payload.ofJson("{\"b\": 1,  \"a\":[ null ]}"), AT,
                Optional.of(new UserId(channel.realm(), "ada")), audience, Priority.HIGH);
        assertThat(comesBack(full)).isEqualTo(full);
    }

    @Test
    void whatIsAbsentStaysAbsent() {
        Message bare = new Message(channel, "e", Payload.NULL, AT, Optional.empty());
        assertThat(comesBack(bare)).isEqualTo(bare);
    }

    @Test
    void aMessageForNobodyIsNotOneForAll() {
        Message lonely = new Message(channel, "e", Payload.NULL, AT, Optional.empty(),
                new Audience(Optional.of(Set.of()), Set.of(), Set.of(), Optional.empty()), Priority.NORMAL);
        assertThat(comesBack(lonely)).isEqualTo(lonely);
    }

    @Test
    void bytesThatAreNoJsonComeBackAsTheyWere() {
        byte[] bytes = new byte[256];
        IntStream.range(0, 256).forEach(i -> bytes[i] = (byte) i);
        Message binary = new Message(channel, "e", Payload.ofBinary(bytes), AT, Optional.empty());
        assertThat(comesBack(binary)).isEqualTo(binary);
    }

    @Test
    void aMessageWithoutAByteComesBack() {
        Message empty = new Message(channel, "e", Payload.ofBinary(new byte[0]), AT, Optional.empty());
        assertThat(comesBack(empty)).isEqualTo(empty);
    }

    @Test
    void textOfAnyScriptComesBackAsItWas() {
        Set<String> names = Set.of("Zoë|用户 👩‍🚀", "a,b", "{}", "\"quoted\" \\ back\\\\", "null", "NULL", "\u0000", "half \ud83e", " ");
        Message unicode = new Message(channel, "\u0000приглашение\ud83e", Payload.ofJson("\"\u2028 𝔘 \uFFFF\""), AT,
                Optional.of(new UserId(channel.realm(), "Zoë 用户")), new Audience(Optional.of(names), names, names, Optional.empty()),
                Priority.NORMAL);
        assertThat(comesBack(unicode)).isEqualTo(unicode);
    }

    @ParameterizedTest
    @EnumSource(Priority.class)
    void everyPriorityComesBack(Priority priority) {
        Message message = new Message(channel, "e", Payload.NULL, AT, Optional.empty(), Audience.EVERYBODY, priority);
        assertThat(comesBack(message)).isEqualTo(message);
    }

    @Test
    void aMessageThatIsKeptAlreadyStaysAsItIs() {
        keep("e", 1, 3);
        Message other = new Message(channel, "other", Payload.NULL, AT, Optional.empty());
        archive().keep(channel, List.of(new Delivery(other, Optional.of(new Position("e", 3))), at(channel, "e", 4)), LATER);
        assertThat(said(read(0, 9, ALL, false, whole("e")))).containsExactly("e/1", "e/2", "e/3", "e/4");
    }

    @Test
    void keepingNothingDoesNothing() {
        assertThatCode(() -> archive().keep(channel, List.of(), LATER)).doesNotThrowAnyException();
    }

    @Test
    void twoNodesThatKeepTheSameAtOnceKeepItOnce() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> nodes = IntStream.range(0, 4).<Callable<Void>>mapToObj(node -> () -> {
                keep("e", 1 + 10L * node, 60 + 10L * node);
                return null;
            }).toList();
            for (Future<Void> node : threads.invokeAll(nodes)) {
                node.get();
            }
        }
        assertThat(read(0, 200, ALL, false, whole("e"))).isEqualTo(stretch("e", 1, 90));
    }

    // Which part is read

    @Test
    void neitherBorderIsIncluded() {
        keep("e", 1, 9);
        assertThat(said(read(3, 6, ALL, false, whole("e")))).containsExactly("e/4", "e/5");
    }

    @Test
    void theOldestComeFirstAndNoMoreThanTheLimit() {
        keep("e", 1, 9);
        assertThat(said(read(2, 9, 3, false, whole("e")))).containsExactly("e/3", "e/4", "e/5");
    }

    @Test
    void inReverseTheNewestComeFirstAndNoMoreThanTheLimit() {
        keep("e", 1, 9);
        assertThat(said(read(0, 8, 3, true, whole("e")))).containsExactly("e/7", "e/6", "e/5");
    }

    @Test
    void aStretchIsReadUpToItsEndOnly() {
        keep("e", 1, 9);
        assertThat(said(read(0, 100, ALL, false, new Stretch("e", 4)))).containsExactly("e/1", "e/2", "e/3", "e/4");
        assertThat(said(read(0, 100, 2, true, new Stretch("e", 4)))).containsExactly("e/4", "e/3");
    }

    @Test
    void theStretchesAreOneHistory() {
        keep("e1", 1, 5);
        keep("e2", 4, 8);
        assertThat(said(read(1, 100, ALL, false, new Stretch("e1", 3), whole("e2"))))
                .containsExactly("e1/2", "e1/3", "e2/4", "e2/5", "e2/6", "e2/7", "e2/8");
        assertThat(said(read(1, 100, 6, true, new Stretch("e1", 3), whole("e2"))))
                .containsExactly("e2/8", "e2/7", "e2/6", "e2/5", "e2/4", "e1/3");
    }

    @Test
    void ofTwoUnderOneOffsetThatOfTheLaterStretchIsRead() {
        keep("e1", 1, 5);
        keep("e2", 3, 4);
        assertThat(said(read(0, 100, ALL, false, new Stretch("e1", 5), whole("e2")))).containsExactly("e1/1", "e1/2", "e2/3", "e2/4",
                "e1/5");
        assertThat(said(read(0, 100, 2, true, new Stretch("e1", 5), whole("e2")))).containsExactly("e1/5", "e2/4");
        assertThat(said(read(0, 100, 4, false, whole("e2"), new Stretch("e1", 5)))).containsExactly("e1/1", "e1/2", "e1/3", "e1/4");
    }

    @Test
    void whatOfAnotherEpochIsKeptIsNotRead() {
        keep("e", 1, 3);
        keep("lost", 1, 9);
        assertThat(said(read(0, 100, ALL, false, whole("e")))).containsExactly("e/1", "e/2", "e/3");
        assertThat(read(0, 100, ALL, false)).isEmpty();
    }

    @Test
    void eachChannelHasItsOwn() {
        ChannelId namesake = new ChannelId(new RealmId("elsewhere-" + UUID.randomUUID()), channel.name());
        keep("e", 1, 2);
        archive().keep(namesake, List.of(at(namesake, "e", 7)), LATER);
        assertThat(said(read(0, 100, ALL, false, whole("e")))).containsExactly("e/1", "e/2");
    }

    @Test
    void aLimitOfZeroReadsNothing() {
        keep("e", 1, 2);
        assertThat(read(0, 100, 0, false, whole("e"))).isEmpty();
    }

    // What is forgotten

    @Test
    void whatMayBeForgottenIsForgottenAndNothingElse() {
        Instant end = AT.plus(Duration.ofDays(30));
        archive().keep(channel, stretch("e", 1, 3), end);
        keep("e", 4, 5);
        expireAll(end.minusMillis(1));
        assertThat(read(0, 100, ALL, false, whole("e"))).hasSize(5);
        assertThat(expireAll(end)).isGreaterThanOrEqualTo(3);
        assertThat(said(read(0, 100, ALL, false, whole("e")))).containsExactly("e/4", "e/5");
    }

    @Test
    void whenNothingMayBeForgottenThatIsSaid() {
        keep("e", 1, 3);
        expireAll(AT);
        assertThat(archive().expire(AT)).isZero();
    }

    @Test
    void manyAreForgottenInSeveralSteps() {
        Instant end = AT.plus(Duration.ofDays(1));
        for (int batch = 0; batch < 12; batch++) {
            archive().keep(channel, stretch("e", 1 + 1_000L * batch, 1_000L * (batch + 1)), end);
        }
        assertThat(expireAll(end)).isGreaterThanOrEqualTo(12_000);
        assertThat(read(0, 20_000, ALL, false, whole("e"))).isEmpty();
    }

    private int expireAll(Instant now) {
        int sum = 0;
        for (int some = archive().expire(now); some > 0; some = archive().expire(now)) {
            sum += some;
        }
        return sum;
    }
}
