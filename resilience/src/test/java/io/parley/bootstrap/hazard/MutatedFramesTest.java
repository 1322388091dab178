package io.parley.bootstrap.hazard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.devservices.testing.StoppableRedis;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever a client sends, the hub stands, answers as it promised, keeps nothing of it, and nobody else notices. What is sent comes from a seed,
 * a new one at each run: {@code -Dparley.frames.seed=…} sends the frames of a failure again, {@code -Dparley.frames=200000} sends more of them.
 */
class MutatedFramesTest {
    private static final int ENOUGH = Integer.getInteger("parley.frames", 40_000);
    private static final int CLIENTS_OF_A_WAY = 4;
    private static final int SHARE = ENOUGH / (WayIn.values().length * CLIENTS_OF_A_WAY) + 20;
    private static final int VANDALS = 3;
    private static final int VANDALISMS = ENOUGH / 500;
    private static final long GENEROUS_BYTES = 96L << 20;
    private static final int GENEROUS_THREADS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long SEED = Long.getLong("parley.frames.seed", RandomGenerator.getDefault().nextLong());

    private static StoppableRedis redis;
    private static TestNode node;

    @BeforeAll
    static void start() {
        redis = TestServers.startRedis();
        node = TestNode.alone("REDIS_URL=" + redis.url(), "DATABASE_URL=" + TestServers.freshDatabaseUrl(),
                "JWT_SECRET=" + TestTokens.SECRET,
                "PARLEY_ADMIN_KEY=" + TestNode.ADMIN_KEY, "PARLEY_PUBLISHABLE_KEY=" + WayIn.PUBLISHABLE_KEY);
        furnish();
    }

    /** Rooms whose rules look at what the frames say. */
    private static void furnish() {
        String us = "'" + HostileClient.nameOf(WayIn.USER) + "','" + HostileClient.nameOf(WayIn.BINARY) + "'";
        node.admin().put("/realtime/channels/private:room-1", "{'members':[" + us + "],'capacity':1}");
        node.admin().put("/realtime/channels/chat:1", "{'rules':{'publish':'message.data.minute > 80 || size(message.data) > 1'}}");
        node.admin().put("/realtime/channels/chat:2", "{'rules':{'publish':'message.event.matches(\\'^(a+)+$\\') || true'}}");
        node.admin().put("/realtime/channels/docs.1",
                "{'metadata':{'permissions':{'" + HostileClient.nameOf(WayIn.USER) + "':'owner'}}}");
    }

    @AfterAll
    static void stop() {
        node.stop();
        redis.close();
    }

    @Test
    void framesOfNoSenseDisturbNobodyAndLeaveNothingBehind() throws Exception {
        try (Complaints complaints = Complaints.collect(); Bystanders bystanders = new Bystanders(node)) {
            Vitals before = Vitals.of(node);
            attack(new Tally(), SEED + 1_000, 200, 20);
            awaitOnly(2);
            long heap = Vitals.heap();
            long threads = Vitals.threads();

            Tally tally = new Tally();
            int chatted;
            long began = System.nanoTime();
            try (ExecutorService chatting = Executors.newSingleThreadExecutor()) {
                Future<Integer> chat = chatting.submit(bystanders::chat);
                try {
                    attack(tally, SEED, SHARE, VANDALISMS);
                } finally {
                    bystanders.stop();
                }
                chatted = chat.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();

            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> Vitals.of(node).assertNoMoreThan(before));
            long grown = Vitals.heap() - heap;
            System.out.println(
                    "Seed " + SEED + ", " + seconds + " s, " + chatted + " messages beside it, heap " + (grown >> 10) + " KB, threads "
                            + (Vitals.threads() - threads) + ": " + tally);
            assertThat(bystanders.areUndisturbed()).isTrue();
            assertThat(complaints.all()).isEmpty();
            assertThat(grown).isLessThan(GENEROUS_BYTES);
            assertThat(Vitals.threads()).isLessThanOrEqualTo(threads + GENEROUS_THREADS);
            assertThat(tally.kinds()).contains("close 1002", "close 1007", "close 1009", "close 4400", "close 4401", "binary");
            assertThat(tally.framesSent()).isGreaterThanOrEqualTo(ENOUGH);
            assertThat(tally.framesDealtWith()).isGreaterThanOrEqualTo(tally.framesSent() * 3 / 4);
        } catch (Exception | AssertionError e) {
            throw new AssertionError("With -Dparley.frames.seed=" + SEED + ": " + e.getMessage(), e);
        }
        awaitOnly(0);
    }

    private static void awaitOnly(int connections) {
        Awaitility.await().atMost(PATIENCE).until(() -> Vitals.of(node).connections() == connections);
    }

    private static void attack(Tally tally, long seed, int share, int vandalisms) throws ExecutionException, InterruptedException {
        List<Callable<Void>> attackers = new ArrayList<>();
        for (WayIn way : WayIn.values()) {
            for (int i = 0; i < CLIENTS_OF_A_WAY; i++) {
                attackers.add(new HostileClient(node.port(), way, seed + 2L * attackers.size(), share, tally));
            }
        }
        for (int i = 0; i < VANDALS; i++) {
            attackers.add(new Vandal(node.port(), TestTokens.of("vandal"), seed + 2L * attackers.size(), vandalisms, tally));
        }
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> done : executor.invokeAll(attackers)) {
                done.get();
            }
        }
    }
}
