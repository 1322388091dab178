package io.parley.bootstrap.api;

import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.RawRequest;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Names in paths that are meant to do harm: each is a problem like any other, never a header, a page or a failure of the hub. */
@ExtendWith(SharedCluster.class)
class HostilePathsTest {
    private final TestNode node;

    HostilePathsTest(TestCluster cluster) {
        node = cluster.a();
    }

    static Stream<String> hostileNames() {
        return Stream.of("chat:x%0d%0aX-Evil:%201", "chat:x%0D%0A%0D%0Abody", "chat:x%0a", "chat:x%E5%98%8A%E5%98%8DX-Evil:1", "chat:x%2Fy",
                "chat:x%2fy", "chat:x%252Fy", "chat:x%5Cy", "chat:x%3By", "chat:x;y=1", "chat:x%3Fy", "chat:x%23y", "chat:x%25y",
                "chat:x%20y", "chat:x%7Fy", "chat:%00", "chat:%FF", "chat:%C3", "chat:%C0%AF", "chat:%ED%A0%80", "chat:%u0041", "chat:%zz",
                "chat:%0", "%", "chat:\u00e4", "%2E%2E", "..", ".", "%2e", "..%2f..%2fmetrics", "chat:" + "x".repeat(251),
                "chat:" + "x".repeat(4_000));
    }

    private static void assertCleanProblem(RawRequest.Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.head().toLowerCase(Locale.ROOT)).contains("content-type: application/problem+json").doesNotContain("\nx-evil");
        assertThat(answer.json().get("code").asString()).isEqualTo("RT_007");
        assertThat(answer.json().propertyNames()).contains("status", "name", "detail", "timestamp");
        assertThat(answer.body().toLowerCase(Locale.ROOT)).doesNotContain("<html", "jetty", "exception");
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void asAChannelItIsAProblem(String name) {
        assertCleanProblem(RawRequest.send(node, "PUT", "/realtime/channels/" + name, "{}"));
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void asAChannelOfABroadcastItIsAProblem(String name) {
        assertCleanProblem(RawRequest.send(node, "POST", "/realtime/channels/" + name + "/broadcast", "{'event':'e'}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "%FF", "%zz", ".", "..", "a%0d%0aX-Evil:%201"})
    void asAUserItIsAProblem(String user) {
        assertCleanProblem(RawRequest.send(node, "DELETE", "/realtime/users/" + user + "/connections", ""));
    }

    @Test
    void aTargetOverAllBoundsIsAProblem() {
        RawRequest.Answer answer = RawRequest.send(node, "PUT", "/realtime/channels/" + "x".repeat(9_000), "{}");
        assertThat(answer.status()).isEqualTo(414);
        assertThat(answer.head()).contains("application/problem+json");
        assertThat(answer.json().get("code").asString()).isEqualTo("RT_007");
    }

    @ParameterizedTest
    @CsvSource({"auth0%7Cada,private:user-auth0=7Cada", "%C3%A4,private:user-=C3=A4", "a%20b,private:user-a=20b", "a:b,private:user-a=3Ab"})
    void anIdThatIsOnlyStrangeIsServed(String user, String channel) {
        HubApi.Answer answer = node.admin().post("/realtime/users/" + user + "/broadcast", "{'event':'e'}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("channel").asString()).isEqualTo(channel);
    }
}
