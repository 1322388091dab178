package io.parley.domain.refusal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorCodeTest {
    @ParameterizedTest
    @CsvSource({"RT_001,CONNECTION_LOST", "RT_002,AUTH_REQUIRED", "RT_003,PERMISSION_DENIED", "RT_004,CHANNEL_NOT_FOUND",
            "RT_005,MESSAGE_TOO_LARGE", "RT_006,RATE_LIMIT_EXCEEDED", "RT_007,INVALID_MESSAGE", "RT_008,CHANNEL_CAPACITY_EXCEEDED",
            "RT_009,PRESENCE_UPDATE_FAILED", "RT_010,UNAVAILABLE", "RT_011,INTERNAL"})
    void anErrorHasTheCodeOfTheProtocolsTable(String code, ErrorCode error) {
        assertThat(error.code()).isEqualTo(code);
    }

    @Test
    void theProtocolKnowsElevenErrors() {
        assertThat(ErrorCode.values()).hasSize(11);
    }

    @Test
    void aMalformedMessageIsToldWhatWasExpectedAndWhatCame() {
        assertThat(Refusal.invalid("$.channel", "a string", "42").details()).containsEntry("path", "$.channel")
                .containsEntry("expected", "a string").containsEntry("got", "42").hasSize(3);
    }

    @Test
    void aNoMayBeGivenOneMoreDetail() {
        Refusal no = Refusal.invalid("$", "a rule", "nonsense").with("position", 7);
        assertThat(no.details()).containsEntry("position", 7).containsEntry("expected", "a rule").hasSize(4);
    }
}
