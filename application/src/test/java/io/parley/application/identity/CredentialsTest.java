package io.parley.application.identity;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class CredentialsTest {
    static List<Credentials> ofEveryKind() {
        return List.of(new Credentials.Token("secret"), new Credentials.ApiKey("secret"), new Credentials.Ticket("secret"),
                new Credentials.Custom("session", "secret"));
    }

    @ParameterizedTest
    @MethodSource("ofEveryKind")
    void whatIsShownHidesItself(Credentials credentials) {
        assertThat(credentials.toString()).contains("hidden").doesNotContain("secret");
    }

    @Test
    void aSchemeIsNoSecret() {
        assertThat(new Credentials.Custom("session", "secret").toString()).contains("session");
    }

    @Test
    void theSameTextOfAnotherKindIsSomethingElse() {
        assertThat(ofEveryKind()).doesNotHaveDuplicates();
    }
}
