package io.parley.bootstrap.story;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.client.codec.StringCodec;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** Other services publish in Redis as the five systems do, and clients of two nodes hear it, each connection once. */
@ExtendWith({SharedCluster.class, OutputCaptureExtension.class})
class IngestStoryTest {
    private static final String ALL = "system:all";

    private final TestNode a;
    private final TestNode b;
    private final RedissonClient service;
    private final String alice = Unique.user("alice");
    private final String bob = Unique.user("bob");
    private ChatClient alices;
    private ChatClient bobs;

    IngestStoryTest(TestCluster cluster) {
        a = cluster.a();
        b = cluster.b();
        service = a.bean(RedissonClient.class);
    }

    @BeforeEach
    void aliceIsOnOneNodeAndBobOnTheOther() {
        alices = a.connect(alice);
        bobs = b.connect(bob);
    }

    @AfterEach
    void bothLeave() {
        alices.close();
        bobs.close();
    }

    /** Single quotes stand for double ones. */
    private void publish(String channel, String json) {
        service.getTopic(channel, StringCodec.INSTANCE).publish(json.replace('\'', '"'));
    }

    /** A node that held the sources may have died in another test: until they are another's, nobody hears them. */
    private void untilHeard(String topic) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50)).until(() -> {
            String event = topic + ":probe-" + UUID.randomUUID();
            publish(event, "{}");
            try {
                Awaitility.await().atMost(Duration.ofSeconds(1)).pollInterval(Duration.ofMillis(10))
                        .until(() -> !said(alices, event).isEmpty());
                return true;
            } catch (ConditionTimeoutException e) {
                return false;
            }
        });
    }

    private static List<JsonNode> said(ChatClient client, String event) {
        return client.history().stream().filter(message -> message.path("event").asString("").equals(event)).toList();
    }

    /** Published after what was published before, in the same channels: when it is there, nothing of that is still on its way. */
    private void fence(String topic) {
        String event = topic + ":fence-" + UUID.randomUUID();
        publish(event, "{}");
        Stream.of(alices, bobs).forEach(client -> client.await("the fence", message -> message.path("event").asString("").equals(event)));
    }

    private double counted(String pattern, String outcome) {
        return Stream.of(a, b).mapToDouble(node -> counted(node, pattern, outcome)).sum();
    }

    private static double counted(TestNode node, String pattern, String outcome) {
        String text = node.api().bearer(TestTokens.of("operator", "metrics:read")).get("/metrics").body();
        Matcher line = Pattern.compile("^realtime_ingested_total\\{outcome=\"" + outcome + "\",pattern=\"" + Pattern.quote(pattern)
                + "\"} (\\S+)$", Pattern.MULTILINE).matcher(text);
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }

    @Test
    void aJobUpdateIsHeardOnceByTheOwnerOnEitherNode() {
        String job = Unique.user("job");
        a.admin().put("/realtime/channels/jobs." + job, "{'metadata':{'userId':'" + alice + "'}}");
        try (ChatClient phone = b.connect(alice)) {
            alices.subscribe("jobs." + job);
            phone.subscribe("jobs." + job);
            Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(500)).until(() -> {
                publish("job-updates", "{'jobId':'" + job + "','status':'queued'}");
                return !said(alices, "job:update").isEmpty();
            });
            publish("job-updates", "{'jobId':'" + job + "','status':'processing','progress':50}");
            publish("job-updates", "{'jobId':'" + job + "','status':'completed'}");
            Stream.of(alices, phone).forEach(client -> {
                client.await("the end of the job", message -> message.path("data").path("status").asString("").equals("completed"));
                assertThat(said(client, "job:update")).extracting(update -> update.get("data").get("status").asString())
                        .filteredOn(status -> !status.equals("queued")).containsExactly("processing", "completed");
            });
        }
    }

    @Test
    void aBookingIsHeardByEverybodyOnce() {
        untilHeard("booking");
        String booking = UUID.randomUUID().toString();
        publish("booking:created", "{'bookingId':'" + booking + "','userId':'" + alice + "'}");
        fence("booking");
        Stream.of(alices, bobs).forEach(client -> assertThat(said(client, "booking:created")).singleElement().satisfies(message -> {
            assertThat(message.get("channel").asString()).isEqualTo(ALL);
            assertThat(message.get("data").get("bookingId").asString()).isEqualTo(booking);
        }));
    }

    @Test
    void aPaymentIsHeardByItsUserAlone() {
        untilHeard("payment");
        publish("payment:processed", "{'userId':'" + bob + "','amount':12.50}");
        bobs.await("his payment", message -> message.path("event").asString("").equals("payment:processed")); // In a channel of its own.
        fence("payment");
        assertThat(said(alices, "payment:processed")).isEmpty();
        assertThat(said(bobs, "payment:processed")).singleElement()
                .satisfies(message -> assertThat(message.get("channel").asString()).isEqualTo("private:user-" + bob));
    }

    @Test
    void whatIsSaidOnAUsersOwnRedisChannelIsHeardByHimAlone() {
        untilHeard("user");
        Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(500)).until(() -> {
            publish("user:" + bob + ":greeted", "{'by':'ada'}");
            return !said(bobs, "user:greeted").isEmpty();
        });
        fence("user");
        assertThat(said(alices, "user:greeted")).isEmpty();
    }

    @Test
    void whatIsMalformedIsCountedAndLoggedOnceAndTheNextIsHeard(CapturedOutput output) {
        untilHeard("ticket");
        double before = counted("ticket:*", "malformed");
        List.of("no json", "[1]", "{'userId':{}}", "{'secret':'hush'").forEach(json -> publish("ticket:sold", json));
        fence("ticket");
        assertThat(said(alices, "ticket:sold")).isEmpty();
        assertThat(counted("ticket:*", "malformed")).isEqualTo(before + 4);
        assertThat(output.getOut()).doesNotContain("hush");
        assertThat(output.getOut().lines().filter(line -> line.contains("not taken in") && line.contains("ticket:*")))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void whatIsPublishedIsCounted() {
        untilHeard("system");
        double before = counted("system:*", "delivered");
        publish("system:maintenance", "{'at':'noon'}");
        fence("system");
        assertThat(said(bobs, "system:maintenance")).hasSize(1);
        assertThat(counted("system:*", "delivered")).isEqualTo(before + 2);
    }

    @Test
    void aStreamIsTakenInWhereItIsConfigured() {
        String stream = "test-" + UUID.randomUUID();
        try (TestNode node = TestNode.start("node-of-streams", TestServers.freshDatabaseUrl(),
                "parley.realms.default.ingest[0].stream=" + stream, "parley.realms.default.ingest[0].to={user.id}",
                "parley.realms.default.ingest[0].data=what")) {
            service.getStream(stream, StringCodec.INSTANCE).add(StreamAddArgs.entries(
                    Map.of("event", "payment:made", "data", "{\"user\":{\"id\":\"" + bob + "\"},\"what\":{\"a\":1.00}}")));
            JsonNode heard = bobs.awaitMessage("private:user-" + bob);
            assertThat(heard.get("event").asString()).isEqualTo("payment:made");
            assertThat(bobs.frames()).anyMatch(frame -> frame.contains("\"data\":{\"a\":1.00}"));
            assertThat(counted(node, stream, "delivered")).isEqualTo(1);
        }
    }
}
