package io.parley.application.identity;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link TicketStore} promises, as a program. An adapter's test extends it and gives it nodes; it is asked for two in each test and ends
 * them itself. Names are new in every test, so that a store may be shared by all.
 */
public abstract class TicketStoreContract {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final byte[] SEALED = "sealed".getBytes(StandardCharsets.UTF_8);

    private final String name = UUID.randomUUID().toString();
    private TicketStore here;
    private TicketStore there;

    /** For adapters' tests. */
    protected TicketStoreContract() {}

    /** A new node on the one store that all nodes of this test share. */
    protected abstract TicketStore node();

    @BeforeEach
    void twoNodesOnOneStore() {
        here = node();
        there = node();
    }

    @Test
    void whatWasPutInIsTakenOut() {
        here.put(name, SEALED, LONG);
        assertThat(here.take(name)).hasValueSatisfying(sealed -> assertThat(sealed).isEqualTo(SEALED));
    }

    @Test
    void whatWasPutInOnOneNodeIsTakenOutOnAnother() {
        here.put(name, SEALED, LONG);
        assertThat(there.take(name)).hasValueSatisfying(sealed -> assertThat(sealed).isEqualTo(SEALED));
    }

    @Test
    void whatWasNeverPutInIsNotThere() {
        assertThat(here.take(name)).isEmpty();
    }

    @Test
    void whatWasTakenIsGoneOnEveryNode() {
        here.put(name, SEALED, LONG);
        here.take(name);
        assertThat(here.take(name)).isEmpty();
        assertThat(there.take(name)).isEmpty();
    }

    @Test
    void whatIsTakenUnderOneNameStaysUnderAnother() {
        String other = name + "-other";
        here.put(name, SEALED, LONG);
        here.put(other, SEALED, LONG);
        here.take(name);
        assertThat(here.take(other)).isPresent();
    }

    @Test
    void anyBytesComeOutAsTheyWentIn() {
        byte[] all = new byte[512];
        IntStream.range(0, all.length).forEach(i -> all[i] = (byte) i);
        here.put(name, all, LONG);
        assertThat(there.take(name)).hasValueSatisfying(sealed -> assertThat(sealed).isEqualTo(all));
    }

    @Test
    void noBytesAreSomethingToo() {
        here.put(name, new byte[0], LONG);
        assertThat(there.take(name)).hasValueSatisfying(sealed -> assertThat(sealed).isEmpty());
    }

    @Test
    void asLongAsATokenMayBeIsNotTooLong() {
        byte[] token = new byte[16_384];
        here.put(name, token, LONG);
        assertThat(there.take(name)).hasValueSatisfying(sealed -> assertThat(sealed).hasSize(token.length));
    }

    @Test
    void ofManyWhoAskAtOnceOneGetsIt() throws Exception {
        for (int round = 0; round < 20; round++) {
            String wanted = name + round;
            here.put(wanted, SEALED, LONG);
            assertThat(takenAtOnce(wanted).stream().filter(Optional::isPresent)).hasSize(1);
        }
    }

    private List<Optional<byte[]>> takenAtOnce(String wanted) throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<byte[]>>> asked = IntStream.range(0, 16).mapToObj(i -> threads.submit(() -> {
                go.await();
                return (i % 2 == 0 ? here : there).take(wanted);
            })).toList();
            go.countDown();
            List<Optional<byte[]>> taken = new ArrayList<>();
            for (Future<Optional<byte[]>> one : asked) {
                taken.add(one.get());
            }
            return taken;
        }
    }

    /** Who looks takes, so that each look is for another: one that was put in before all those that were looked for. */
    @Test
    void whatIsTooOldIsGone() {
        List<String> names = IntStream.range(0, 200).mapToObj(i -> name + i).toList();
        List<String> left = new ArrayList<>(names);
        names.forEach(each -> here.put(each, SEALED, Duration.ofMillis(300)));
        Awaitility.await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(20)).pollInSameThread()
                .until(() -> there.take(left.removeLast()).isEmpty());
        assertThat(left).allSatisfy(each -> assertThat(here.take(each)).isEmpty());
    }
}
