package io.parley.application.realm;

import java.net.InetAddress;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TrustedProxiesTest {
    private static final InetAddress PROXY = InetAddress.ofLiteral("10.0.0.1");
    private static final InetAddress STRANGER = InetAddress.ofLiteral("203.0.113.66");

    private final TrustedProxies proxies = new TrustedProxies(List.of(AddressRange.of("10.0.0.0/8"), AddressRange.of("fd00::/8")));

    private String seenThrough(String header) {
        return proxies.client(PROXY, header).getHostAddress();
    }

    @Test
    void withoutAHeaderTheClientIsThePeer() {
        assertThat(proxies.client(PROXY, null)).isEqualTo(PROXY);
    }

    @Test
    void behindATrustedProxyTheClientIsWhomItNames() {
        assertThat(seenThrough("198.51.100.7")).isEqualTo("198.51.100.7");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"1.1.1.1, 198.51.100.7|198.51.100.7", "1.1.1.1,198.51.100.7,10.0.0.2|198.51.100.7",
            "10.0.0.9, 198.51.100.7 , 10.0.0.3,10.0.0.2|198.51.100.7"})
    void theClientIsTheRightMostHopThatIsNotTrusted(String header, String client) {
        assertThat(seenThrough(header)).isEqualTo(client);
    }

    /** What stands left of an untrusted hop is whatever the client wrote. */
    @Test
    void whatAClientWroteItselfIsNotBelieved() {
        assertThat(seenThrough("10.0.0.5, 127.0.0.1, 198.51.100.7")).isEqualTo("198.51.100.7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.5", "127.0.0.1", "198.51.100.7, 10.0.0.2", "garbage"})
    void theHeaderOfAStrangerMeansNothing(String header) {
        assertThat(proxies.client(STRANGER, header)).isEqualTo(STRANGER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.5", "198.51.100.7"})
    void whereNobodyIsTrustedTheClientIsAlwaysThePeer(String header) {
        assertThat(TrustedProxies.NONE.client(PROXY, header)).isEqualTo(PROXY);
    }

    @Test
    void whereEveryHopIsTrustedTheClientIsTheFirst() {
        assertThat(seenThrough("10.0.0.7, 10.0.0.3, 10.0.0.2")).isEqualTo("10.0.0.7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "unknown", "_hidden", "198.51.100.7:4711", "localhost", "198.51.100.7,", "10.0.0.2x",
            "1.1.1.1, unknown"})
    void aHopThatIsNoAddressEndsTheSearchAtThePeer(String header) {
        assertThat(seenThrough(header)).isEqualTo("10.0.0.1");
    }

    @Test
    void aHopThatIsNoAddressEndsTheSearchAtTheLastTrustedOne() {
        assertThat(seenThrough("1.1.1.1, garbage, 10.0.0.2")).isEqualTo("10.0.0.2");
    }

    @Test
    void anAddressOfTheNewVersionIsRead() {
        assertThat(proxies.client(InetAddress.ofLiteral("fd00::1"), "2001:db8::7, fd00::2"))
                .isEqualTo(InetAddress.ofLiteral("2001:db8::7"));
    }

    @Test
    void aTrustedProxyThatShowsItsOldAddressInNewClothesIsTrusted() {
        assertThat(proxies.client(InetAddress.ofLiteral("::ffff:10.0.0.1"), "198.51.100.7"))
                .isEqualTo(InetAddress.ofLiteral("198.51.100.7"));
    }
}
