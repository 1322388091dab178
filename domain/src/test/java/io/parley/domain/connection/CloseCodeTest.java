package io.parley.domain.connection;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.parley.domain.refusal.ErrorCode;

import static org.assertj.core.api.Assertions.assertThat;

class CloseCodeTest {
    @ParameterizedTest
    @CsvSource({"NORMAL,1000,false", "GOING_AWAY,1001,true", "TOO_LARGE,1009,false", "PROTOCOL_VIOLATION,4400,false",
            "AUTHENTICATION_FAILED,4401,true", "FORBIDDEN,4403,false", "HEARTBEAT_TIMEOUT,4408,true", "DISMISSED,4409,false",
            "RATE_ABUSED,4429,true", "SLOW_CONSUMER,4503,true"})
    void aCloseCodeSaysWhatTheProtocolsTableSays(CloseCode code, int number, boolean reconnect) {
        assertThat(code).returns(number, CloseCode::code).returns(reconnect, CloseCode::reconnect);
    }

    @Test
    void noTwoCloseCodesShareANumber() {
        assertThat(Arrays.stream(CloseCode.values()).map(CloseCode::code)).doesNotHaveDuplicates();
    }

    @Test
    void theProtocolsTableAndAnErrorOfTheHubAreAllThereIs() {
        assertThat(CloseCode.values()).hasSize(11);
    }

    @ParameterizedTest
    @CsvSource({"AUTH_REQUIRED,AUTHENTICATION_FAILED", "PERMISSION_DENIED,FORBIDDEN", "CHANNEL_NOT_FOUND,FORBIDDEN",
            "RATE_LIMIT_EXCEEDED,RATE_ABUSED", "CHANNEL_CAPACITY_EXCEEDED,RATE_ABUSED", "MESSAGE_TOO_LARGE,TOO_LARGE",
            "INVALID_MESSAGE,PROTOCOL_VIOLATION", "CONNECTION_LOST,GOING_AWAY", "UNAVAILABLE,GOING_AWAY", "PRESENCE_UPDATE_FAILED,INTERNAL",
            "INTERNAL,INTERNAL"})
    void aNoThatEndsAConnectionHasItsCloseCode(ErrorCode refusal, CloseCode code) {
        assertThat(CloseCode.after(refusal)).isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource(value = ErrorCode.class, names = {"CONNECTION_LOST", "UNAVAILABLE", "INTERNAL", "RATE_LIMIT_EXCEEDED"})
    void whatMayBeBetterLaterInvitesToComeBack(ErrorCode refusal) {
        assertThat(CloseCode.after(refusal).reconnect()).isTrue();
    }
}
