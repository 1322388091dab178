package io.parley.domain.refusal;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RefusalTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "1000, 1", "1001, 2", "60000, 60"})
    void whoIsToWaitForPartOfASecondWaitsForAllOfIt(long millis, long seconds) {
        Refusal refusal = new Refusal(ErrorCode.RATE_LIMIT_EXCEEDED, "No", Map.of(Refusal.RETRY_AFTER, millis));
        assertThat(refusal.retryAfterSeconds()).hasValue(seconds);
    }

    @Test
    void aStoreThatIsAwayMayBeBackInASecond() {
        assertThat(Refusal.of(ErrorCode.UNAVAILABLE, "No").retryAfterSeconds()).hasValue(1);
    }

    @Test
    void ofMostNobodyKnowsWhenToAskAgain() {
        assertThat(Refusal.of(ErrorCode.PERMISSION_DENIED, "No").retryAfterSeconds()).isEmpty();
    }
}
