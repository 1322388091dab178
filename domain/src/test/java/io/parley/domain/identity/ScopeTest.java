package io.parley.domain.identity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ScopeTest {
    @ParameterizedTest
    @EnumSource(Scope.class)
    void everyScopeIsFoundByItsSpelling(Scope scope) {
        assertThat(Scope.of(scope.toString())).contains(scope);
    }

    @Test
    void aScopeIsSpeltAsTheProtocolSays() {
        assertThat(Scope.of("presence:read")).contains(Scope.PRESENCE_READ);
    }

    @Test
    void anUnknownScopeGrantsNothing() {
        assertThat(Scope.of("everything")).isEmpty();
    }

    @Test
    void theNameOfTheConstantIsNoSpelling() {
        assertThat(Scope.of("PRESENCE_READ")).isEmpty();
    }
}
