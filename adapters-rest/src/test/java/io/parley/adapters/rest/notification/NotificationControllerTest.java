package io.parley.adapters.rest.notification;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.parley.adapters.rest.RestNode;
import io.parley.application.delivery.RecordingListener;
import io.parley.domain.delivery.Message;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.notification.Notification;
import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;

class NotificationControllerTest {
    private static final String PATH = "/realtime/notifications";
    private static final String ID = "0198f0b2-7a3c-7000-8000-000000000001";
    private static final UserId ADA = RestNode.ADA.id();

    private final RestNode node = new RestNode();

    /** A notification for Ada with something more. */
    private RestNode.Answer send(String more) {
        return node.as(RestNode.BACKEND).post(PATH, "{\"userId\":\"ada\",\"type\":\"invitation\",\"content\":\"Come\"" + more + "}");
    }

    private RestNode.Answer post(String body) {
        return node.post(PATH, body);
    }

    private List<Notification> inboxOf(String subject) {
        return node.inbox.list(new UserId(RealmId.DEFAULT, subject), false, Optional.empty(), 100);
    }

    private RestNode.Answer list(String query) {
        return node.as(RestNode.ADA).get(PATH + query);
    }

    private List<String> contents(String query) {
        return list(query).json().get("notifications").valueStream().map(one -> one.get("content").asString()).toList();
    }

    private void receives(int count) {
        IntStream.rangeClosed(1, count).forEach(number -> {
            node.inbox.add(new Notification(new UUID(1, number), ADA, "t", Optional.empty(), "n" + number, Optional.empty(),
                    node.clock.instant(), number % 2 == 0 ? Optional.of(node.clock.instant()) : Optional.empty()));
            node.clock.advance(Duration.ofSeconds(1));
        });
    }

    // Sending

    @Test
    void aNotificationIsKept() {
        send("");
        assertThat(inboxOf("ada")).extracting(Notification::content).containsExactly("Come");
    }

    @Test
    void aNotificationIsPushedToItsUser() {
        RecordingListener heard = node.listenTo("private:user-ada");
        send("");
        assertThat(heard.events()).extracting(event -> ((Message) event).event()).containsExactly("notification.new");
    }

    @Test
    void aNotificationIsCreated() {
        assertThat(send("").status()).isEqualTo(201);
    }

    @Test
    void theAnswerNamesTheNotification() {
        JsonNode answer = send("").json();
        assertThat(inboxOf("ada")).extracting(each -> each.id().toString()).containsExactly(answer.get("id").asString());
    }

    @Test
    void theAnswerNamesNothingElse() {
        assertThat(send(",\"id\":\"" + ID + "\"").text()).isEqualTo("{\"id\":\"" + ID + "\"}");
    }

    @Test
    void aNotificationMayBringItsId() {
        send(",\"id\":\"" + ID + "\"");
        assertThat(inboxOf("ada")).extracting(Notification::id).containsExactly(UUID.fromString(ID));
    }

    @Test
    void aRepeatedIdIsAnsweredAlike() {
        send(",\"id\":\"" + ID + "\"");
        assertThat(send(",\"id\":\"" + ID + "\"").text()).isEqualTo("{\"id\":\"" + ID + "\"}");
    }

    @Test
    void aRepeatedIdChangesNothing() {
        send(",\"id\":\"" + ID + "\"");
        post("{\"id\":\"" + ID + "\",\"userId\":\"ada\",\"type\":\"invitation\",\"content\":\"Another\"}");
        assertThat(inboxOf("ada")).extracting(Notification::content).containsExactly("Come");
    }

    @Test
    void aRepeatedIdIsNotPushedAgain() {
        RecordingListener heard = node.listenTo("private:user-ada");
        send(",\"id\":\"" + ID + "\"");
        send(",\"id\":\"" + ID + "\"");
        assertThat(heard.events()).hasSize(1);
    }

    @Test
    void aNotificationMayHaveATitle() {
        send(",\"title\":\"Hello\"");
        assertThat(inboxOf("ada").getFirst().title()).contains("Hello");
    }

    @Test
    void aNotificationNeedsNoTitle() {
        send("");
        assertThat(inboxOf("ada").getFirst().title()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"b\": 1.00,\"a\":[]}", "\"🦊\"", "0"})
    void dataIsKeptByteForByte(String json) {
        send(",\"data\":" + json);
        assertThat(inboxOf("ada").getFirst().data().map(Payload::json)).contains(json);
    }

    @Test
    void absentDataStaysAbsent() {
        send("");
        assertThat(inboxOf("ada").getFirst().data()).isEmpty();
    }

    @Test
    void dataThatIsNullIsKept() {
        send(",\"data\":null");
        assertThat(inboxOf("ada").getFirst().data()).contains(Payload.NULL);
    }

    @Test
    void everyOneOfSeveralUsersGetsIt() {
        post("{\"userIds\":[\"ada\",\"bob\"],\"type\":\"t\",\"content\":\"c\"}");
        assertThat(List.of(inboxOf("ada").size(), inboxOf("bob").size())).containsExactly(1, 1);
    }

    @Test
    void severalUsersGetItUnderOneId() {
        post("{\"userIds\":[\"ada\",\"bob\"],\"type\":\"t\",\"content\":\"c\"}");
        assertThat(inboxOf("ada").getFirst().id()).isEqualTo(inboxOf("bob").getFirst().id());
    }

    @Test
    void aUserWhoIsNamedTwiceGetsItOnce() {
        RecordingListener heard = node.listenTo("private:user-ada");
        post("{\"userIds\":[\"ada\",\"ada\"],\"type\":\"t\",\"content\":\"c\"}");
        assertThat(heard.events()).hasSize(1);
    }

    @Test
    void aThousandUsersAreNotTooMany() {
        assertThat(bodyFor(1_000).status()).isEqualTo(201);
    }

    private RestNode.Answer bodyFor(int count) {
        RestNode large = new RestNode();
        String ids = "[" + String.join(",", IntStream.range(0, count).mapToObj(i -> "\"" + Integer.toString(i, 36) + "\"").toList()) + "]";
        return large.post(PATH, "{\"userIds\":" + ids + ",\"type\":\"t\",\"content\":\"c\"}");
    }

    @Test
    void withoutTheScopeNobodyNotifies() {
        node.as(RestNode.server(EnumSet.of(Scope.PUBLISH)));
        assertThat(post("{\"userId\":\"ada\",\"type\":\"t\",\"content\":\"c\"}").problem()).isEqualTo("403 RT_003");
    }

    @Test
    void aUserWithTheScopeNotifies() {
        node.as(new User(ADA, Profile.UNKNOWN, Set.of(Scope.NOTIFICATIONS_WRITE), RestNode.ADA.expiry()));
        assertThat(post("{\"userId\":\"bob\",\"type\":\"t\",\"content\":\"c\"}").status()).isEqualTo(201);
    }

    // Mistakes

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', value = {
            "{\"type\":\"t\",\"content\":\"c\"};$.userId",
            "{\"userId\":\"a\",\"userIds\":[\"b\"],\"type\":\"t\",\"content\":\"c\"};$.userId",
            "{\"userId\":\"\",\"type\":\"t\",\"content\":\"c\"};$.userId", "{\"userId\":{},\"type\":\"t\",\"content\":\"c\"};$.userId",
            "{\"userIds\":[],\"type\":\"t\",\"content\":\"c\"};$.userIds",
            "{\"userIds\":[null],\"type\":\"t\",\"content\":\"c\"};$.userIds[]",
            "{\"userIds\":[\"a\",\"\"],\"type\":\"t\",\"content\":\"c\"};$.userIds[]",
            "{\"userIds\":[\"a\",{}],\"type\":\"t\",\"content\":\"c\"};$.userIds[1]", "{\"userId\":\"a\",\"content\":\"c\"};$.type",
            "{\"userId\":\"a\",\"type\":\"\",\"content\":\"c\"};$.type", "{\"userId\":\"a\",\"type\":\"t\"};$.content",
            "{\"userId\":\"a\",\"type\":\"t\",\"content\":\"\"};$.content",
            "{\"userId\":\"a\",\"type\":\"t\",\"content\":\"c\",\"title\":\"\"};$.title"})
    void aMistakeIsToldWithItsPath(String body, String path) {
        assertThat(post(body).path()).contains(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0198f0b2-7a3c-7000-8000", "0198f0b2-7a3c-7000-8000-00000000000g", "0198f0b27a3c70008000000000000001"})
    void anIdThatIsNoUuidIsAMistake(String id) {
        assertThat(send(",\"id\":\"" + id + "\"").problem()).isEqualTo("400 RT_007");
    }

    @Test
    void anIdThatIsNoUuidIsToldWithItsPath() {
        assertThat(send(",\"id\":\"x\"").path().orElseThrow()).endsWith("id");
    }

    @Test
    void aUserIdOverTheBoundIsAMistake() {
        assertThat(post("{\"userId\":\"" + "u".repeat(129) + "\",\"type\":\"t\",\"content\":\"c\"}").path()).contains("$.userId");
    }

    @Test
    void aTypeOverTheBoundIsAMistake() {
        assertThat(post("{\"userId\":\"a\",\"type\":\"" + "t".repeat(256) + "\",\"content\":\"c\"}").path()).contains("$.type");
    }

    @Test
    void aTitleOverTheBoundIsAMistake() {
        assertThat(send(",\"title\":\"" + "t".repeat(501) + "\"").path()).contains("$.title");
    }

    @Test
    void moreUsersThanAThousandAreAMistake() {
        assertThat(bodyFor(1_001).path()).contains("$.userIds");
    }

    @Test
    void whatIsAMistakeIsNotKept() {
        post("{\"userIds\":[\"ada\",null],\"type\":\"t\",\"content\":\"c\"}");
        assertThat(inboxOf("ada")).isEmpty();
    }

    @Test
    void aBodyOverTheLimitIsTooLarge() {
        assertThat(send(",\"data\":\"" + "x".repeat(RestNode.MAX_BYTES) + "\"").problem()).isEqualTo("413 RT_005");
    }

    @Test
    void whereTheBackplaneIsAwayItIsUnavailable() {
        node.backplane.faults().storeIsAwayAt("publish");
        assertThat(send("").problem()).isEqualTo("503 RT_010");
    }

    // Reading

    @Test
    void onesOwnAreListedNewestFirst() {
        receives(3);
        assertThat(contents("")).containsExactly("n3", "n2", "n1");
    }

    @Test
    void theListIsSpelledByTheVocabulary() {
        send(",\"id\":\"" + ID + "\",\"data\":{\"a\": 1.00}");
        assertThat(list("").text()).isEqualTo("{\"notifications\":[{\"id\":\"" + ID
                + "\",\"userId\":\"ada\",\"type\":\"invitation\",\"title\":null,\"content\":\"Come\",\"data\":{\"a\": 1.00}}]}");
    }

    @Test
    void theListIsUtf8() {
        send(",\"data\":\"🦊ä\"");
        assertThat(list("").text()).contains("\"🦊ä\"");
    }

    @Test
    void theListIsJson() {
        assertThat(list("").response().getContentType()).startsWith("application/json");
    }

    @Test
    void whoHasNothingGetsAnEmptyList() {
        assertThat(list("").text()).isEqualTo("{\"notifications\":[]}");
    }

    @Test
    void whatOthersHaveIsNotListed() {
        post("{\"userId\":\"bob\",\"type\":\"t\",\"content\":\"c\"}");
        assertThat(contents("")).isEmpty();
    }

    @Test
    void twentyAreAPage() {
        receives(25);
        assertThat(contents("")).hasSize(20);
    }

    @Test
    void aPageMayBeShorter() {
        receives(5);
        assertThat(contents("?limit=2")).containsExactly("n5", "n4");
    }

    @Test
    void aPageMayBeAsLongAsTheBound() {
        assertThat(list("?limit=100").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "101", "2147483647"})
    void aPageOutsideItsBoundsIsAMistake(String limit) {
        assertThat(list("?limit=" + limit).path()).contains("limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=x", "?limit=1.5", "?limit=99999999999", "?unreadOnly=perhaps", "?after=x"})
    void aParameterOfAnotherKindIsAMistake(String query) {
        assertThat(list(query).problem()).isEqualTo("400 RT_007");
    }

    @Test
    void thePageAfterOneBeginsBehindIt() {
        receives(5);
        assertThat(contents("?after=" + new UUID(1, 4) + "&limit=2")).containsExactly("n3", "n2");
    }

    @Test
    void thePageAfterAnUnknownOneIsEmpty() {
        receives(5);
        assertThat(contents("?after=" + ID)).isEmpty();
    }

    @Test
    void whatWasReadMayBeLeftOut() {
        receives(4);
        assertThat(contents("?unreadOnly=true")).containsExactly("n3", "n1");
    }

    @Test
    void aServerHasNoNotifications() {
        assertThat(node.as(RestNode.BACKEND).get(PATH).problem()).isEqualTo("401 RT_002");
    }

    @Test
    void anAnonymousOneHasNoNotifications() {
        assertThat(node.as(new Anonymous(RealmId.DEFAULT)).get(PATH).problem()).isEqualTo("401 RT_002");
    }
}
