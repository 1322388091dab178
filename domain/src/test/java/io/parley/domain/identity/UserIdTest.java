package io.parley.domain.identity;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class UserIdTest {
    @Test
    void aSubjectIsOpaque() {
        assertThat(new UserId(RealmId.DEFAULT, "auth0|Jörg /?#")).hasToString("auth0|Jörg /?#");
    }

    @Test
    void aSubjectMayHaveOneCharacter() {
        assertThat(new UserId(RealmId.DEFAULT, "u").subject()).hasSize(1);
    }

    @Test
    void aSubjectMayHaveAHundredAndTwentyEightCharacters() {
        assertThat(new UserId(RealmId.DEFAULT, "u".repeat(128)).subject()).hasSize(UserId.MAX_LENGTH);
    }

    @Test
    void aSubjectMayNotBeLonger() {
        assertThatIllegalArgumentException().isThrownBy(() -> new UserId(RealmId.DEFAULT, "u".repeat(129)));
    }

    @Test
    void aSubjectMayNotBeEmpty() {
        assertThatIllegalArgumentException().isThrownBy(() -> new UserId(RealmId.DEFAULT, ""));
    }

    @Test
    void aRefusedSubjectIsNotRepeated() {
        String tooLong = "secret".repeat(50);
        assertThatIllegalArgumentException().isThrownBy(() -> new UserId(RealmId.DEFAULT, tooLong)).withMessageNotContaining("secret");
    }

    @Test
    void theSameSubjectInTwoRealmsIsTwoUsers() {
        assertThat(new UserId(new RealmId("a"), "ada")).isNotEqualTo(new UserId(new RealmId("b"), "ada"));
    }
}
