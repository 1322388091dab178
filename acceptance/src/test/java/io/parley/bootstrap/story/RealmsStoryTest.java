package io.parley.bootstrap.story;

import java.net.URI;
import java.util.Map;
import java.util.function.UnaryOperator;

import com.nimbusds.jwt.JWTClaimsSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.Dial;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Two product teams on one hub, with secrets, id claims and policies of their own. Nothing crosses. */
class RealmsStoryTest {
    private static final String SCHOOL_SECRET = "the secret of the school, which nobody else knows";
    private static final String SHOP_SECRET = "the secret of the shop, which nobody else knows either";
    private static final String SCHOOL_KEY = "the key of the school";
    private static final String SHOP_KEY = "the key of the shop";
    private static TestNode node;

    @BeforeAll
    static void twoTeams() {
        node = TestNode.start("node-of-teams", TestServers.freshDatabaseUrl(),
                "parley.realms.school.jwt-secret=" + SCHOOL_SECRET, "parley.realms.school.id-claim=userId",
                "parley.realms.school.admin-key=" + SCHOOL_KEY, "parley.realms.school.issuer=https://school.example.com",
                "parley.realms.school.policies[0].pattern=lesson:*", "parley.realms.school.policies[0].subscribe=auth != null",
                "parley.realms.school.policies[0].publish=auth.claims.role == 'teacher'",
                "parley.realms.shop.jwt-secret=" + SHOP_SECRET, "parley.realms.shop.id-claim=user.id",
                "parley.realms.shop.hosts=127.0.0.1", "parley.realms.shop.admin-key=" + SHOP_KEY,
                "parley.realms.shop.policies[0].pattern=chat:*", "parley.realms.shop.policies[0].publish='publish' in auth.scopes");
    }

    @AfterAll
    static void over() {
        node.close();
    }

    private static String pupil(String user) {
        return TestTokens.signedWith(SCHOOL_SECRET, claims -> claims.issuer("https://school.example.com").claim("userId", user));
    }

    private static String teacher(String user) {
        return TestTokens.signedWith(SCHOOL_SECRET,
                claims -> claims.issuer("https://school.example.com").claim("userId", user).claim("role", "teacher"));
    }

    private static String customer(String user) {
        return TestTokens.signedWith(SHOP_SECRET, claims -> claims.claim("user", Map.of("id", user)));
    }

    private static ChatClient open(String path, String token) {
        ChatClient client = node.dial(path).bearer(token).open();
        client.await("connected");
        client.await("subscribed");
        return client;
    }

    @Test
    void aRealmIsChosenByThePath() {
        String user = Unique.user("ada");
        try (ChatClient client = open("/realms/shop/realtime", customer(user))) {
            assertThat(client.history().getFirst().get("userId").asString()).isEqualTo(user);
        }
    }

    @Test
    void aRealmIsChosenByTheIssuerOfTheToken() {
        String user = Unique.user("ada");
        try (ChatClient client = open("/realtime", pupil(user))) {
            assertThat(client.history().getFirst().get("userId").asString()).isEqualTo(user);
        }
    }

    @Test
    void aRealmIsChosenByTheHost() {
        HubApi byHost = HubApi.at(URI.create("http://127.0.0.1:" + node.port() + "/"));
        assertThat(byHost.bearer(customer("ada")).get("/realtime/notifications").status()).isEqualTo(200);
        assertThat(byHost.bearer(TestTokens.of("ada")).get("/realtime/notifications").status()).isEqualTo(401);
    }

    @Test
    void aRealmIsChosenByTheKey() {
        String channel = Unique.channel("lesson:");
        try (ChatClient client = open("/realtime", pupil(Unique.user("ada")))) {
            client.subscribe(channel);
            assertThat(node.api().key(SCHOOL_KEY).broadcast(channel, "bell", 7).status()).isEqualTo(200);
            assertThat(client.awaitMessage(channel).get("data").asInt()).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/realms/nobody/realtime", "/realms/SCHOOL/realtime"})
    void aRealmThatThereIsNotIsNotFound(String path) {
        Dial dial = node.dial(path).bearer(TestTokens.of("ada"));
        assertThatExceptionOfType(Dial.Refused.class).isThrownBy(dial::open)
                .satisfies(refused -> assertThat(refused.answer().status()).isEqualTo(404));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/realtime", "/realms/school/realtime"})
    void aTokenOfOneRealmIsNoneInAnother(String path) {
        Dial dial = node.dial(path).bearer(customer("ada"));
        assertThatExceptionOfType(Dial.Refused.class).isThrownBy(dial::open)
                .satisfies(refused -> assertThat(refused.answer().status()).isEqualTo(401));
    }

    @Test
    void aTokenThatLiesAboutItsIssuerMeetsKeysThatDoNotFit() {
        UnaryOperator<JWTClaimsSet.Builder> lie = claims -> claims.subject("ada").issuer("https://school.example.com").claim("userId",
                "ada");
        Dial dial = node.dial("/realtime").bearer(TestTokens.signedWith(SHOP_SECRET, lie));
        assertThatExceptionOfType(Dial.Refused.class).isThrownBy(dial::open)
                .satisfies(refused -> assertThat(refused.answer().status()).isEqualTo(401));
    }

    @Test
    void aKeyOfOneRealmIsNoneInAnother() {
        assertThat(node.api().key(SHOP_KEY).get("/realms/school/realtime/channels/chat:x/presence").status()).isEqualTo(401);
    }

    @Test
    void aPolicyOfOneRealmDoesNotHoldInAnother() {
        String channel = Unique.channel("lesson:");
        try (ChatClient pupil = open("/realtime", pupil(Unique.user("ada")));
                ChatClient customer = open("/realms/shop/realtime", customer(Unique.user("ada")))) {
            assertThat(pupil.subscribe(channel).get("type").asString()).isEqualTo("subscribed");
            assertThat(customer.subscribe(channel).get("code").asString()).isEqualTo("RT_004");
        }
    }

    @Test
    void aShippedPolicyThatOneRealmChangedIsAsShippedInTheOther() {
        String channel = Unique.channel("chat:");
        try (ChatClient pupil = open("/realtime", pupil(Unique.user("ada")));
                ChatClient customer = open("/realms/shop/realtime", customer(Unique.user("ada")))) {
            assertThat(pupil.say(channel, "e", "1").get("type").asString()).isEqualTo("ack");
            assertThat(customer.say(channel, "e", "1").get("code").asString()).isEqualTo("RT_003");
        }
    }

    @Test
    void aClaimOfTheTokenDecidesWhereThePolicyAsksForIt() {
        String channel = Unique.channel("lesson:");
        try (ChatClient teacher = open("/realtime", teacher(Unique.user("eve"))); ChatClient pupil = open("/realtime", pupil("ada"))) {
            assertThat(teacher.say(channel, "e", "1").get("type").asString()).isEqualTo("ack");
            assertThat(pupil.say(channel, "e", "1").get("code").asString()).isEqualTo("RT_003");
        }
    }

    @Test
    void channelsUsersRostersAndNotificationsOfTheSameNamesAreNotTheSame() {
        String channel = Unique.channel("room:");
        String user = Unique.user("ada");
        try (ChatClient school = open("/realtime", pupil(user)); ChatClient shop = open("/realms/shop/realtime", customer(user))) {
            school.subscribe(channel);
            JsonNode entered = shop.subscribe(channel);
            assertThat(entered.get("presence").get("count").asInt()).isEqualTo(1);
            school.say(channel, "secret", "1");
            node.api().key(SCHOOL_KEY).post("/realtime/users/" + user + "/broadcast", "{'event':'secret','data':1}");
            node.api().key(SCHOOL_KEY).post("/realtime/broadcast", "{'event':'secret','data':1}");
            node.api().key(SCHOOL_KEY).post("/realtime/notifications", "{'userId':'" + user + "','type':'t','content':'secret'}");
            node.api().key(SCHOOL_KEY).post("/realtime/channels/" + channel + "/kick", "{'userId':'" + user + "'}");
            node.api().key(SCHOOL_KEY).delete("/realtime/users/" + user + "/connections");
            assertThat(school.awaitClose()).isEqualTo(4409);
            assertThat(node.api().key(SHOP_KEY).broadcast(channel, "own", 2).json().get("offset").asLong()).isEqualTo(1);
            assertThat(shop.awaitMessage(channel).get("event").asString()).isEqualTo("own");
            assertThat(shop.history()).noneMatch(message -> message.toString().contains("secret") || message.toString().contains("kicked"));
            assertThat(node.api().bearer(customer(user)).get("/realms/shop/realtime/notifications").json().get("notifications")).isEmpty();
        }
    }

    @Test
    void aRoomOfOneRealmIsNoneInTheOther() {
        String room = Unique.channel("private:room-");
        String user = Unique.user("ada");
        node.api().key(SCHOOL_KEY).put("/realtime/channels/" + room, "{'members':['" + user + "']}");
        try (ChatClient school = open("/realtime", pupil(user)); ChatClient shop = open("/realms/shop/realtime", customer(user))) {
            assertThat(school.subscribe(room).get("type").asString()).isEqualTo("subscribed");
            assertThat(shop.subscribe(room).get("code").asString()).isEqualTo("RT_004");
        }
    }

    @Test
    void aTicketIsGoodInItsRealm() {
        String user = Unique.user("ada");
        String ticket = node.api().bearer(customer(user)).post("/realms/shop/realtime/tickets", "").json().get("ticket").asString();
        try (ChatClient client = node.dial("/realtime?ticket=" + ticket).open()) {
            assertThat(client.await("connected").get("userId").asString()).isEqualTo(user);
        }
    }
}
