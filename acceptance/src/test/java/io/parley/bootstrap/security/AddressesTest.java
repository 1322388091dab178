package io.parley.bootstrap.security;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.Dial;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * From where somebody may come. Realms stand for differently configured hubs: {@code guarded} denies ranges, {@code office} allows a few,
 * {@code local} denies whoever calls without a proxy.
 */
class AddressesTest {
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String PATH = "/realtime/notifications";
    private static TestNode behindProxies;
    private static TestNode inTheOpen;

    @BeforeAll
    static void twoHubs() {
        behindProxies = hub("node-behind", "parley.trusted-proxies=127.0.0.0/8,::1,10.0.0.0/8");
        // Where the platform is one that has proxies in front, frameworks are quick to believe them.
        inTheOpen = hub("node-open", "spring.main.cloud-platform=kubernetes");
    }

    private static TestNode hub(String name, String setting) {
        return TestNode.start(name, TestServers.freshDatabaseUrl(), setting,
                "parley.realms.guarded.jwt-secret=" + TestTokens.SECRET,
                "parley.realms.guarded.denied-addresses=203.0.113.0/24,2001:db8::/32",
                "parley.realms.guarded.allowed-origins=" + TestNode.ALLOWED_ORIGIN,
                "parley.realms.office.jwt-secret=" + TestTokens.SECRET,
                "parley.realms.office.allowed-addresses=192.0.2.0/24,2001:db8:1::/48",
                "parley.realms.office.denied-addresses=192.0.2.66",
                "parley.realms.local.jwt-secret=" + TestTokens.SECRET, "parley.realms.local.denied-addresses=127.0.0.0/8,::1");
    }

    @AfterAll
    static void over() {
        behindProxies.close();
        inTheOpen.close();
    }

    private static int status(TestNode node, String realm, String forwardedFor) {
        return node.api().bearer(TestTokens.of("ada")).header(FORWARDED_FOR, forwardedFor).get("/realms/" + realm + PATH).status();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"203.0.113.9|403", "203.0.113.255|403", "203.0.114.1|200", "2001:db8::1|403",
            "2001:DB8:0:0::9|403",
            "2001:db9::1|200", "::ffff:203.0.113.9|403", "8.8.8.8|200"})
    void whoComesFromADeniedRangeIsOut(String client, int status) {
        assertThat(status(behindProxies, "guarded", client)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"192.0.2.7|200", "192.0.2.66|403", "192.0.3.7|403", "2001:db8:1::7|200", "2001:db8:2::7|403",
            "::ffff:192.0.2.7|200"})
    void whereRangesAreAllowedEverybodyElseIsOutAndWhoIsDeniedToo(String client, int status) {
        assertThat(status(behindProxies, "office", client)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"192.0.2.7, 203.0.113.9|403", "203.0.113.9, 192.0.2.7|200", "203.0.113.9, 192.0.2.7, 10.1.2.3|200",
            "192.0.2.7, 203.0.113.9, 10.1.2.3, 10.9.9.9|403", "10.1.2.3, 10.9.9.9|200", "203.0.113.9 , 10.1.2.3|403"})
    void theClientIsTheRightMostAddressThatIsNoTrustedProxy(String hops, int status) {
        assertThat(status(behindProxies, "guarded", hops)).isEqualTo(status);
    }

    @Test
    void severalLinesOfTheHeaderAreOne() {
        Dial dial = behindProxies.dial("/realms/guarded/realtime").bearer(TestTokens.of("ada")).header(FORWARDED_FOR, "192.0.2.7")
                .header(FORWARDED_FOR, "203.0.113.9");
        assertThat(refused(dial).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "_hidden", "", ",", ", ,", "192.0.2.7:4711", "[2001:db8:1::7]:443", "localhost", "192.0.2.7/24",
            "999.1.1.1",
            "192.0.2.7, unknown", "192.0.2.7, unknown, 10.1.2.3", "2001:db8:1::7%nowhere", "' OR 1=1 --", "%0d%0aX-Evil: 1"})
    void aHopThatIsNoAddressEndsTheSearchAtTheLastTrustedProxy(String hops) {
        assertThat(status(behindProxies, "office", hops)).isEqualTo(403);
        assertThat(status(behindProxies, "guarded", hops)).isEqualTo(200);
    }

    @Test
    void aHeaderOfThousandsOfHopsIsWorkedOff() {
        assertThat(status(behindProxies, "office", "192.0.2.7," + "10.1.2.3,".repeat(600) + "10.9.9.9")).isEqualTo(200);
    }

    @Test
    void theHeaderOfSomebodyWhoIsNoTrustedProxyIsIgnored() {
        assertThat(status(inTheOpen, "guarded", "203.0.113.9")).isEqualTo(200);
        assertThat(status(inTheOpen, "office", "192.0.2.7")).isEqualTo(403);
        assertThat(status(inTheOpen, "local", "192.0.2.7")).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP", "X-ProxyUser-Ip"})
    void noOtherHeaderMakesAnAddress(String header) {
        String value = header.equals("Forwarded") ? "for=192.0.2.7" : "192.0.2.7";
        assertThat(inTheOpen.api().bearer(TestTokens.of("ada")).header(header, value).get("/realms/office" + PATH).status()).isEqualTo(403);
        assertThat(behindProxies.api().bearer(TestTokens.of("ada")).header(header, value).get("/realms/office" + PATH).status())
                .isEqualTo(403);
    }

    @Test
    void aForgedHostIsNotTheHubsOwn() {
        HubApi.Answer answer = inTheOpen.api().bearer(TestTokens.of("ada")).header("X-Forwarded-Host", "evil.example.com")
                .header("Origin", "http://evil.example.com").get(PATH);
        assertThat(answer.status()).isEqualTo(403);
    }

    private static HubApi.Answer refused(Dial dial) {
        return catchThrowableOfType(Dial.Refused.class, () -> dial.open().close()).answer();
    }

    @Test
    void aHandshakeFromADeniedAddressIsA403WithTheErrorObject() {
        HubApi.Answer answer = refused(
                behindProxies.dial("/realms/guarded/realtime").bearer(TestTokens.of("ada")).header(FORWARDED_FOR, "203.0.113.9"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().get("code").asString()).isEqualTo("RT_003");
    }

    @Test
    void anAddressIsJudgedBeforeCredentials() {
        assertThat(refused(behindProxies.dial("/realms/guarded/realtime").bearer("nonsense").header(FORWARDED_FOR, "203.0.113.9")).status())
                .isEqualTo(403);
    }

    @Test
    void aStreamFromADeniedAddressIsA403() {
        HubApi.Answer answer = behindProxies.api().bearer(TestTokens.of("ada")).header(FORWARDED_FOR, "203.0.113.9")
                .get("/realms/guarded/realtime/sse?channel=public:lobby");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().get("code").asString()).isEqualTo("RT_003");
    }

    @Test
    void aPageOfAnAllowedOriginIsLetInToldAndClosed() {
        try (ChatClient client = behindProxies.dial("/realms/guarded/realtime").bearer(TestTokens.of("ada"))
                .origin(TestNode.ALLOWED_ORIGIN).header(FORWARDED_FOR, "203.0.113.9").open()) {
            assertThat(client.awaitClose()).isEqualTo(4403);
            assertThat(client.history().getFirst().get("code").asString()).isEqualTo("RT_003");
        }
    }

    @Test
    void aTicketDoesNotCarryItsBearerPastTheGuard() {
        String ticket = behindProxies.api().bearer(TestTokens.of("ada")).post("/realms/guarded/realtime/tickets", "").json().get("ticket")
                .asString();
        assertThat(refused(behindProxies.dial("/realtime?ticket=" + ticket).header(FORWARDED_FOR, "203.0.113.9")).status()).isEqualTo(403);
    }
}
