package io.parley.domain.identity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RealmIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "default", "team-7", "-", "0"})
    void aRealmIsMadeOfLowerCaseLettersDigitsAndHyphens(String value) {
        assertThat(new RealmId(value)).hasToString(value);
    }

    @Test
    void aRealmMayHaveSixtyFourCharacters() {
        assertThat(new RealmId("r".repeat(64)).value()).hasSize(64);
    }

    @Test
    void aRealmMayNotHaveSixtyFiveCharacters() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RealmId("r".repeat(65)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Team", "a b", "a/b", "a:b", "a_b", "ä", "a\n"})
    void anythingElseIsNoRealm(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RealmId(value));
    }

    @Test
    void theDefaultRealmIsCalledDefault() {
        assertThat(RealmId.DEFAULT).isEqualTo(new RealmId("default"));
    }
}
