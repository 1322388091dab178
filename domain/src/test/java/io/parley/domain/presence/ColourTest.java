package io.parley.domain.presence;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;

import static org.assertj.core.api.Assertions.assertThat;

class ColourTest {
    /** As {@code userId.split('').reduce((a, b) => a + b.charCodeAt(0), 0) % 7} finds it in the palette. */
    @ParameterizedTest
    @CsvSource({"a,#54A0FF", "b,#FF6B6B", "ada,#FF6B6B", "alice,#54A0FF", "user-123,#FF9FF3", "Zoë,#45B7D1", "😀,#FF6B6B"})
    void itFollowsFromTheIdAlone(String subject, String colour) {
        assertThat(Colour.of(new UserId(RealmId.DEFAULT, subject))).isEqualTo(new Colour(colour));
    }
}
