package io.parley.bootstrap.api;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;

import static org.assertj.core.api.Assertions.assertThat;

/** The one form of every no of the server API, as it comes over the line. */
@ExtendWith(SharedCluster.class)
class ProblemsOfTheHubTest {
    private static final String BROADCAST = "/realtime/channels/chat:problems/broadcast";
    private static final String ROOM = "/realtime/channels/chat:problems";

    private final TestNode node;

    ProblemsOfTheHubTest(TestCluster cluster) {
        node = cluster.a();
    }

    /** A request that is refused, one for each status. */
    private enum No {
        NONSENSE(400, "RT_007", "INVALID_MESSAGE") {
            @Override
            HubApi.Answer of(TestNode node) {
                return node.admin().post(BROADCAST, "{'event':1}");
            }
        },
        UNKNOWN(401, "RT_002", "AUTH_REQUIRED") {
            @Override
            HubApi.Answer of(TestNode node) {
                return node.api().post(BROADCAST, "{'event':'e'}");
            }
        },
        FORBIDDEN(403, "RT_003", "PERMISSION_DENIED") {
            @Override
            HubApi.Answer of(TestNode node) {
                return node.api().bearer(TestTokens.of("alice")).post(BROADCAST, "{'event':'e'}");
            }
        },
        NOT_FOUND(404, "RT_004", "CHANNEL_NOT_FOUND") {
            @Override
            HubApi.Answer of(TestNode node) {
                return node.admin().post("/realtime/channels/nothing:like:this/broadcast", "{'event':'e'}");
            }
        },
        OTHER_METHOD(405, "RT_007", "INVALID_MESSAGE") {
            @Override
            HubApi.Answer of(TestNode node) {
                return node.admin().get(BROADCAST);
            }
        },
        TOO_LARGE(413, "RT_005", "MESSAGE_TOO_LARGE") {
            @Override
            HubApi.Answer of(TestNode node) {
                return node.admin().post(BROADCAST, "{'event':'e','data':'" + "x".repeat(128 * 1024) + "'}");
            }
        },
        NO_RULE(422, "RT_007", "INVALID_MESSAGE") {
            @Override
            HubApi.Answer of(TestNode node) {
                return node.admin().put(ROOM, "{'rules':{'publish':'auth.uid === 1'}}");
            }
        };

        private final int status;
        private final String code;
        private final String title;

        No(int status, String code, String title) {
            this.status = status;
            this.code = code;
            this.title = title;
        }

        abstract HubApi.Answer of(TestNode node);
    }

    private JsonNode details(No no) {
        return no.of(node).json().get("details");
    }

    @ParameterizedTest
    @EnumSource
    void itHasItsStatus(No no) {
        HubApi.Answer answer = no.of(node);
        assertThat(answer.status()).isEqualTo(no.status);
        assertThat(answer.json().get("status").asInt()).isEqualTo(no.status);
    }

    @ParameterizedTest
    @EnumSource
    void itIsProblemJson(No no) {
        assertThat(no.of(node).header("Content-Type")).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @EnumSource
    void itHasCodeAndName(No no) {
        JsonNode problem = no.of(node).json();
        assertThat(problem.get("code").asString()).isEqualTo(no.code);
        assertThat(problem.get("name").asString()).isEqualTo(no.title);
    }

    @ParameterizedTest
    @EnumSource
    void itIsExplainedToAPerson(No no) {
        assertThat(no.of(node).json().get("detail").asString()).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource
    void itIsStampedToTheMillisecondInUtc(No no) {
        assertThat(no.of(node).json().get("timestamp").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z");
    }

    @ParameterizedTest
    @EnumSource
    void nothingInnerIsTold(No no) {
        assertThat(no.of(node).body()).doesNotContain("Exception", "java.", "io.parley", "springframework", "jetty", TestNode.ADMIN_KEY);
    }

    @Test
    void aMistakeIsToldWithItsPlaceAndWhatWasExpectedAndFound() {
        assertThat(details(No.NONSENSE).propertyNames()).containsExactlyInAnyOrder("path", "expected", "got");
        assertThat(details(No.NONSENSE).get("path").asString()).isEqualTo("$.event");
    }

    @Test
    void aRuleThatDoesNotCompileIsToldWithThePositionOfTheMistake() {
        JsonNode details = details(No.NO_RULE);
        assertThat(details.get("path").asString()).isEqualTo("$.rules.publish");
        assertThat(details.get("position").asInt()).isEqualTo(11);
        assertThat(details.get("expected").asString()).isNotBlank();
        assertThat(details.get("got").asString()).isNotBlank();
    }

    @Test
    void aFilterThatDoesNotCompileIsAMistakeWithItsPositionToo() {
        HubApi.Answer answer = node.admin().post(BROADCAST, "{'event':'e','filter':'auth.uid === 1'}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("details").get("path").asString()).isEqualTo("$.filter");
        assertThat(answer.json().get("details").get("position").asInt()).isEqualTo(11);
    }

    @Test
    void whatIsTooLargeIsToldWithTheLimitAndWhatCame() {
        assertThat(details(No.TOO_LARGE).propertyNames()).containsExactlyInAnyOrder("limit", "got");
        assertThat(details(No.TOO_LARGE).get("limit").asInt()).isEqualTo(128 * 1024);
    }

    @Test
    void whereThereIsNothingToSayThereAreNoDetails() {
        assertThat(Stream.of(No.UNKNOWN, No.FORBIDDEN, No.NOT_FOUND))
                .allSatisfy(no -> assertThat(no.of(node).json().has("details")).isFalse());
    }
}
