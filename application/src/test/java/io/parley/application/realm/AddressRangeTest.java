package io.parley.application.realm;

import java.net.InetAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AddressRangeTest {
    private static boolean contains(String range, String address) {
        return AddressRange.of(range).contains(InetAddress.ofLiteral(address));
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8,10.0.0.0", "10.0.0.0/8,10.255.255.255", "192.168.4.0/22,192.168.7.255", "203.0.113.7/32,203.0.113.7",
            "0.0.0.0/0,8.8.8.8", "10.9.8.7/8,10.1.2.3", "2001:db8::/32,2001:db8:ffff::1", "2001:db8::8000/113,2001:db8::ffff",
            "::/0,fe80::1",
            "::1,0:0:0:0:0:0:0:1"})
    void whatSharesTheLeadingBitsIsInTheRange(String range, String address) {
        assertThat(contains(range, address)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8,11.0.0.0", "10.0.0.0/8,9.255.255.255", "192.168.4.0/22,192.168.8.0", "203.0.113.7/32,203.0.113.6",
            "2001:db8::/32,2001:db9::", "2001:db8::8000/113,2001:db8::7fff", "128.0.0.0/1,127.255.255.255"})
    void whatDiffersInOneOfThemIsNot(String range, String address) {
        assertThat(contains(range, address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.7", " 203.0.113.7 ", "203.0.113.7 / 32"})
    void anAddressAloneIsARangeOfOne(String text) {
        assertThat(AddressRange.of(text).contains(InetAddress.ofLiteral("203.0.113.7"))).isTrue();
        assertThat(AddressRange.of(text).contains(InetAddress.ofLiteral("203.0.113.8"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0/0,::1", "::/0,127.0.0.1", "10.0.0.0/8,a00::1"})
    void anAddressOfTheOtherVersionIsInNoRange(String range, String address) {
        assertThat(contains(range, address)).isFalse();
    }

    @Test
    void anOldAddressInANewOnesClothesIsAnOldOne() {
        assertThat(contains("10.0.0.0/8", "::ffff:10.1.2.3")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "::/129", "10.0.0.0/8/8", "10.0.0.256", "localhost",
            "example.com/8",
            "10.0.0.0/x", "*"})
    void anythingElseIsNoRangeAndNoNameIsLookedUp(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.of(text));
    }
}
