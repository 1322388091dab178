package io.parley.application.identity;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CredentialsTest {
    @Test
    void aTokenHidesItself() {
        assertThat(new Credentials.Token("secret")).hasToString("Token[hidden]");
    }

    @Test
    void aKeyHidesItself() {
        assertThat(new Credentials.ApiKey("secret")).hasToString("ApiKey[hidden]");
    }

    @Test
    void aTokenIsNotTheKeyOfTheSameText() {
        assertThat(new Credentials.Token("secret")).isNotEqualTo(new Credentials.ApiKey("secret"));
    }
}
