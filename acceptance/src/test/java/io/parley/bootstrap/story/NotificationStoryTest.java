package io.parley.bootstrap.story;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** A notification is kept in PostgreSQL and pushed to whoever is there. */
@ExtendWith(SharedCluster.class)
class NotificationStoryTest {
    private static final String PATH = "/realtime/notifications";

    private final TestNode a;
    private final TestNode b;
    private final String alice = Unique.user("alice");

    NotificationStoryTest(TestCluster cluster) {
        a = cluster.a();
        b = cluster.b();
    }

    private HubApi.Answer notifyAlice(String more) {
        return b.admin().post(PATH, "{'userId':'" + alice + "','type':'invoice','content':'Paid'" + more + "}");
    }

    private JsonNode inboxOf(String user) {
        return a.api().bearer(TestTokens.of(user)).get(PATH).json().get("notifications");
    }

    @Test
    void aNotificationSentOnOneNodeIsReadOnTheOther() {
        HubApi.Answer sent = notifyAlice(",'title':'Invoice 7','data':{'total':12.50}");
        assertThat(sent.status()).isEqualTo(201);
        JsonNode read = inboxOf(alice).get(0);
        assertThat(read.get("id").asString()).isEqualTo(sent.json().get("id").asString());
        assertThat(read.get("type").asString()).isEqualTo("invoice");
        assertThat(read.get("title").asString()).isEqualTo("Invoice 7");
        assertThat(read.get("content").asString()).isEqualTo("Paid");
        assertThat(read.get("data").get("total").asDouble()).isEqualTo(12.5);
    }

    @Test
    void aNotificationIsPushedToAllDevicesOfItsUser() {
        try (ChatClient phone = a.connect(alice); ChatClient desk = b.connect(alice)) {
            String id = notifyAlice("").json().get("id").asString();
            String own = "private:user-" + alice;
            assertThat(phone.awaitMessage(own).get("data").get("id").asString()).isEqualTo(id);
            JsonNode pushed = desk.awaitMessage(own);
            assertThat(pushed.get("event").asString()).isEqualTo("notification.new");
            assertThat(pushed.get("data").get("id").asString()).isEqualTo(id);
        }
    }

    @Test
    void whatIsPushedIsWhatIsReadBack() {
        try (ChatClient phone = a.connect(alice)) {
            notifyAlice(",'data':{'total':12.50}");
            assertThat(phone.awaitMessage("private:user-" + alice).get("data")).isEqualTo(inboxOf(alice).get(0));
        }
    }

    @Test
    void anotherUserIsNotToldAndReadsNothing() {
        String bob = Unique.user("bob");
        try (ChatClient bobs = a.connect(bob)) {
            notifyAlice("");
            b.admin().post(PATH, "{'userId':'" + bob + "','type':'fence','content':'Behind it'}");
            assertThat(bobs.awaitMessage("private:user-" + bob).get("data").get("type").asString()).isEqualTo("fence");
            assertThat(inboxOf(bob)).hasSize(1);
        }
    }

    @Test
    void aRepeatedRequestWithItsIdIsKeptAndPushedOnce() {
        String id = UUID.randomUUID().toString();
        try (ChatClient phone = a.connect(alice)) {
            notifyAlice(",'id':'" + id + "'");
            assertThat(notifyAlice(",'id':'" + id + "'").json().get("id").asString()).isEqualTo(id);
            String next = notifyAlice("").json().get("id").asString();
            String own = "private:user-" + alice;
            assertThat(phone.awaitMessage(own).get("data").get("id").asString()).isEqualTo(id);
            assertThat(phone.awaitMessage(own).get("data").get("id").asString()).isEqualTo(next);
            assertThat(inboxOf(alice)).hasSize(2);
        }
    }

    @Test
    void aUserMayNotNotify() {
        HubApi.Answer answer = b.api().bearer(TestTokens.of(alice)).post(PATH, "{'userId':'x','type':'t','content':'c'}");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().get("code").asString()).isEqualTo("RT_003");
    }

    @Test
    void aNotificationWithoutContentIsRefusedWithThePathOfTheMistake() {
        HubApi.Answer answer = b.admin().post(PATH, "{'userId':'" + alice + "','type':'invoice'}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("code").asString()).isEqualTo("RT_007");
        assertThat(answer.json().get("details").get("path").asString()).isEqualTo("$.content");
    }
}
