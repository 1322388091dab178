package io.parley.adapters.rest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.ProblemDetail;

import io.parley.application.ManualClock;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemsTest {
    private static final String BROADCAST = "/realtime/channels/public:lobby/broadcast";
    private static final String GREETING = "{\"event\":\"greeting\"}";

    private final RestNode node = new RestNode();

    @ParameterizedTest
    @EnumSource
    void everyRefusalIsAProblemOfItsStatus(ErrorCode code) {
        ProblemDetail problem = new Problems(new ManualClock()).of(Refusal.of(code, "No"));
        assertThat(problem.getStatus()).isEqualTo(code.httpStatus());
    }

    @Test
    void aProblemHasCodeNameDetailAndTimestamp() {
        RestNode.Answer answer = node.post("/realtime/channels/nothing:like:this/broadcast", GREETING);
        assertThat(answer.json().propertyNames()).contains("status", "detail", "code", "name", "timestamp");
    }

    @Test
    void aProblemIsProblemJson() {
        assertThat(node.post("/realtime/channels/nothing:like:this/broadcast", GREETING).response().getContentType())
                .startsWith("application/problem+json");
    }

    @Test
    void aProblemOfAReaderIsProblemJsonToo() {
        assertThat(node.get("/realtime/notifications").response().getContentType()).startsWith("application/problem+json");
    }

    @Test
    void theTimestampIsThatOfTheHubToTheMillisecond() {
        assertThat(node.post(BROADCAST, "{").json().get("timestamp").asString()).isEqualTo(ManualClock.START.toString());
    }

    @Test
    void aProblemWithoutDetailsHasNone() {
        assertThat(node.get("/realtime/channels/nothing:like:this/presence").json().has("details")).isFalse();
    }

    // The store is away

    @Test
    void aStoreThatIsAwayIs503() {
        node.backplane.faults().storeIsAwayAt("publish");
        assertThat(node.post(BROADCAST, GREETING).problem()).isEqualTo("503 RT_010");
    }

    @Test
    void whereAStoreIsAwayTheClientIsToldWhenToTryAgain() {
        node.backplane.faults().storeIsAwayAt("publish");
        assertThat(node.post(BROADCAST, GREETING).response().getHeader("Retry-After")).isEqualTo("1");
    }

    @Test
    void ofAStoreThatIsAwayNothingInnerIsTold() {
        node.backplane.faults().storeIsAwayAt("publish");
        assertThat(node.post(BROADCAST, GREETING).text()).doesNotContain("test: publish", "cut off");
    }

    // The hub fails

    @Test
    void aFailureOfTheHubIs500() {
        node.backplane.faults().failAt("publish", new IllegalStateException("jdbc:postgresql://inner"));
        assertThat(node.post(BROADCAST, GREETING).problem()).isEqualTo("500 RT_011");
    }

    @Test
    void ofAFailureNothingInnerIsTold() {
        node.backplane.faults().failAt("publish", new IllegalStateException("jdbc:postgresql://inner"));
        assertThat(node.post(BROADCAST, GREETING).text()).doesNotContain("jdbc", "inner", "Exception");
    }

    // What Spring refuses

    @Test
    void anotherMethodKeepsItsStatus() {
        assertThat(node.get(BROADCAST).problem()).isEqualTo("405 RT_007");
    }

    @Test
    void anEmptyBodyIsTheClientsMistake() {
        assertThat(node.post(BROADCAST, "").problem()).isEqualTo("400 RT_007");
    }
}
