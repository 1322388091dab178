package io.parley.bootstrap.extension;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.Unique;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** What policies make of content. */
class ContentFiltersTest {
    private static final String[] POLICIES = {"parley.realms.default.policies[0].pattern=chat:*",
            "parley.realms.default.policies[0].sanitize=text", "parley.realms.default.policies[0].words=damn,heck",
            "parley.realms.default.policies[0].words-action=mask", "parley.realms.default.policies[1].pattern=room:*",
            "parley.realms.default.policies[1].sanitize=basic", "parley.realms.default.policies[1].words=damn",
            "parley.realms.default.policies[2].pattern=presence:*", "parley.realms.default.policies[2].repetitions=2/1h"};
    private static TestNode node;

    private final String chat = Unique.channel("chat:");
    private final String room = Unique.channel("room:");
    private ChatClient ada;

    @BeforeAll
    static void aHubWithFilters() {
        node = TestNode.start("node-with-filters", TestServers.freshDatabaseUrl(), POLICIES);
    }

    @AfterAll
    static void over() {
        node.close();
    }

    @BeforeEach
    void comes() {
        ada = node.connect(Unique.user("ada"));
        ada.subscribe(chat);
        ada.subscribe(room);
    }

    @AfterEach
    void goes() {
        ada.close();
    }

    private String saidIn(String channel, String data) {
        assertThat(ada.say(channel, "e", data).get("type").asString()).isEqualTo("ack");
        ada.awaitMessage(channel);
        return ada.frames().stream().filter(frame -> frame.contains("\"type\":\"message\"")).toList().getLast()
                .replaceAll(".*\"data\":(.*),\"timestamp\".*", "$1");
    }

    @Test
    void noMarkupIsLeftWhereThePolicyWantsText() {
        assertThat(saidIn(chat, "{'a':['<script>alert(1)</script>hi <b>you</b>'], 'n': 1.00}"))
                .isEqualTo("{\"a\":[\"hi you\"], \"n\": 1.00}");
    }

    @Test
    void someMarkupIsLeftWhereThePolicyWantsIt() {
        assertThat(saidIn(room, "'<b onclick=x>hi</b><img src=x onerror=alert(1)>'")).isEqualTo("\"<b>hi</b>\"");
    }

    @Test
    void whatNeedsNoCleaningStaysByteForByte() {
        assertThat(saidIn(chat, "{ 'b' : 1.0, 'a':'1 < 2 & \\u00e4 \\/' }")).isEqualTo("{ \"b\" : 1.0, \"a\":\"1 < 2 & \\u00e4 \\/\" }");
    }

    @Test
    void anUnwantedWordIsMaskedAlsoWhereMarkupStoodInIt() {
        assertThat(saidIn(chat, "['ＤＡＭＮ it','da<i></i>mn','damnation']")).isEqualTo("[\"**** it\",\"****\",\"damnation\"]");
    }

    @Test
    void anUnwantedWordIsRefused() {
        JsonNode no = ada.say(room, "e", "{'deep':[{'text':'oh Damn!'}]}");
        assertThat(no.get("code").asString()).isEqualTo("RT_003");
        assertThat(no.get("details").get("path").asString()).isEqualTo("$.data");
        assertThat(no.get("message").asString()).doesNotContainIgnoringCase("damn");
    }

    @Test
    void theSameAgainAndAgainIsTooOften() {
        String channel = Unique.channel("presence:");
        assertThat(ada.say(channel, "e", "'hi'").get("type").asString()).isEqualTo("ack");
        assertThat(ada.say(channel, "e", "'hi'").get("type").asString()).isEqualTo("ack");
        JsonNode no = ada.say(channel, "e", "'hi'");
        assertThat(no.get("code").asString()).isEqualTo("RT_006");
        assertThat(no.get("details").get("retryAfterMs").asLong()).isPositive();
        assertThat(ada.say(channel, "e", "'ho'").get("type").asString()).isEqualTo("ack");
    }

    @Test
    void whatServersSayIsNotLookedAt() {
        assertThat(node.admin().post("/realtime/channels/" + chat + "/broadcast", "{\"event\":\"e\",\"data\":\"<b>damn</b>\"}").status())
                .isEqualTo(200);
        assertThat(ada.awaitMessage(chat).get("data").asString()).isEqualTo("<b>damn</b>");
    }
}
