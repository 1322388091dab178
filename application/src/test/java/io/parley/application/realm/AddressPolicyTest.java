package io.parley.application.realm;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AddressPolicyTest {
    private static final InetAddress OFFICE = InetAddress.ofLiteral("10.1.2.3");
    private static final InetAddress CELLAR = InetAddress.ofLiteral("10.9.9.9");
    private static final InetAddress STREET = InetAddress.ofLiteral("203.0.113.7");

    private static List<AddressRange> ranges(String... texts) {
        return Stream.of(texts).map(AddressRange::of).toList();
    }

    @Test
    void whereNothingIsSaidAnybodyIsLetIn() {
        assertThat(Stream.of(OFFICE, CELLAR, STREET)).allMatch(AddressPolicy.ANYBODY::admits);
    }

    @Test
    void whereSomeAreAllowedTheOthersAreNot() {
        AddressPolicy policy = new AddressPolicy(ranges("10.0.0.0/8", "192.168.0.0/16"), List.of());
        assertThat(policy.admits(OFFICE)).isTrue();
        assertThat(policy.admits(STREET)).isFalse();
    }

    @Test
    void whereSomeAreDeniedTheOthersAreLetIn() {
        AddressPolicy policy = new AddressPolicy(List.of(), ranges("203.0.113.0/24"));
        assertThat(policy.admits(OFFICE)).isTrue();
        assertThat(policy.admits(STREET)).isFalse();
    }

    @Test
    void whoIsDeniedIsOutThoughHeIsAllowedToo() {
        AddressPolicy policy = new AddressPolicy(ranges("10.0.0.0/8"), ranges("10.9.0.0/16"));
        assertThat(policy.admits(OFFICE)).isTrue();
        assertThat(policy.admits(CELLAR)).isFalse();
    }
}
