package io.parley.domain.connection;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CloseCodeTest {
    @ParameterizedTest
    @CsvSource({"NORMAL,1000,false", "GOING_AWAY,1001,true", "TOO_LARGE,1009,false", "AUTHENTICATION_FAILED,4401,true",
            "HEARTBEAT_TIMEOUT,4408,true", "RATE_ABUSED,4429,true", "SLOW_CONSUMER,4503,true"})
    void aCloseCodeSaysWhatTheProtocolsTableSays(CloseCode code, int number, boolean reconnect) {
        assertThat(code).returns(number, CloseCode::code).returns(reconnect, CloseCode::reconnect);
    }

    @Test
    void noTwoCloseCodesShareANumber() {
        assertThat(Arrays.stream(CloseCode.values()).map(CloseCode::code)).doesNotHaveDuplicates();
    }
}
