package io.parley.adapters.rest.channel;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.adapters.rest.RestNode;
import io.parley.application.delivery.RecordingListener;
import io.parley.application.realm.TestRealms;
import io.parley.domain.channel.Room;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.delivery.RoomChanged;
import io.parley.domain.delivery.RoomClosed;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.Server;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Member;

import static org.assertj.core.api.Assertions.assertThat;

/** Rooms are made, read and closed. */
class RoomControllerTest {
    private static final String ROOM = "private:room-7";
    private static final String WHOLE = RestNode.json("{'type':'project','metadata':{'title':'Roof'},'members':['bob','ada'],"
            + "'capacity':20,'rules':{'subscribe':'auth != null','publish':'false','presence':'true'}}");

    private final RestNode node = new RestNode();

    private static String path(String channel) {
        return "/realtime/channels/" + channel;
    }

    private RestNode.Answer put(String json) {
        return node.put(path(ROOM), RestNode.json(json));
    }

    private RestNode.Answer get(String channel) {
        return node.get(path(channel));
    }

    private void enters(String channel, String subject) {
        node.directory.join(RestNode.id(channel), new ConnectionId("c-" + subject),
                new Member(new UserId(RestNode.ADA.id().realm(), subject), Profile.UNKNOWN));
    }

    // Made and replaced

    @Test
    void aRoomThatWasNotThereIsCreated() {
        assertThat(put("{}").status()).isEqualTo(201);
    }

    @Test
    void aRoomThatWasThereIsReplaced() {
        put("{}");
        assertThat(put("{}").status()).isEqualTo(200);
    }

    @Test
    void aRoomThatWasClosedIsCreatedAnew() {
        put("{}");
        node.delete(path(ROOM));
        assertThat(put("{}").status()).isEqualTo(201);
    }

    @Test
    void theAnswerIsTheRoom() {
        assertThat(node.put(path(ROOM), WHOLE).text()).isEqualTo(RestNode.json("{'channel':'private:room-7','type':'project',"
                + "'metadata':{'title':'Roof'},'members':['ada','bob'],'capacity':20,"
                + "'rules':{'subscribe':'auth != null','publish':'false','presence':'true'}}"));
    }

    @Test
    void ofARoomOfWhichNothingIsSaidTheAnswerSaysNothing() {
        assertThat(put("{}").text()).isEqualTo(RestNode.json("{'channel':'private:room-7','metadata':{}}"));
    }

    @Test
    void aReplacedRoomKeepsNothingOfWhatItWas() {
        node.put(path(ROOM), WHOLE);
        put("{}");
        assertThat(node.kept(ROOM).room()).contains(Room.PLAIN);
    }

    @Test
    void itIsToldThatARoomWasMade() {
        RecordingListener heard = node.listenTo(ROOM);
        put("{'metadata':{'a': 1.00}}");
        assertThat(heard.events()).containsExactly(new RoomChanged(RestNode.id(ROOM), true, Payload.ofJson("{\"a\": 1.00}")));
    }

    @Test
    void itIsToldThatARoomWasChanged() {
        put("{}");
        RecordingListener heard = node.listenTo(ROOM);
        put("{}");
        assertThat(heard.events()).containsExactly(new RoomChanged(RestNode.id(ROOM), false, Room.NO_METADATA));
    }

    @ParameterizedTest
    @ValueSource(strings = {"private:room-x", "room:x", "room.x", "chat:x", "presence:x", "docs.x", "presence.x", "jobs.x", "payment:x",
            "payment:x:y", "ticket:x", "ticket:x:y", "progress:x", "progress:x:y", "db:collection:x"})
    void theseMayBeRooms(String channel) {
        assertThat(node.put(path(channel), "{}").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"public:x", "private:user-ada", "user.ada", "user:ada", "user:ada:e", "admin:x", "event:x", "booking:x",
            "system:x", "system:all", "tournament:x", "match:x"})
    void theseMayNot(String channel) {
        assertThat(node.put(path(channel), "{}").problem()).isEqualTo("403 RT_003");
    }

    @Test
    void aChannelThatMayBeNoRoomKeepsNone() {
        node.put(path("public:x"), "{}");
        assertThat(node.kept("public:x").room()).isEmpty();
    }

    // Read

    @Test
    void whatWasMadeIsRead() {
        node.put(path(ROOM), WHOLE);
        assertThat(get(ROOM).text()).isEqualTo(RestNode.json("{'channel':'private:room-7','type':'project',"
                + "'metadata':{'title':'Roof'},'members':['ada','bob'],'capacity':20,"
                + "'rules':{'subscribe':'auth != null','publish':'false','presence':'true'},'count':0}"));
    }

    @Test
    void aRoomIsReadWith200() {
        put("{}");
        assertThat(get(ROOM).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"private:room-x,1000", "room:x,1000", "room.x,1000"})
    void whereNobodySaidACapacityThePolicysIsRead(String channel, int capacity) {
        node.put(path(channel), "{}");
        assertThat(get(channel).json().get("capacity").asInt()).isEqualTo(capacity);
    }

    @Test
    void whereNeitherRoomNorPolicyHasACapacityNoneIsRead() {
        node.put(path("chat:x"), "{}");
        assertThat(get("chat:x").text()).isEqualTo(RestNode.json("{'channel':'chat:x','metadata':{},'count':0}"));
    }

    @Test
    void usersAreCountedOnceForAllTheirConnections() {
        put("{}");
        enters(ROOM, "ada");
        enters(ROOM, "bob");
        node.directory.join(RestNode.id(ROOM), new ConnectionId("another"), new Member(RestNode.ADA.id(), Profile.UNKNOWN));
        assertThat(get(ROOM).json().get("count").asInt()).isEqualTo(2);
    }

    @Test
    void whatTheFirstJoinMadeIsReadAsARoom() {
        enters("room:x", "ada");
        assertThat(get("room:x").text())
                .isEqualTo(RestNode.json("{'channel':'room:x','metadata':{},'capacity':1000,'count':1}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {ROOM, "room:x", "chat:x", "docs.x", "jobs.x", "nothing:like:this"})
    void aRoomThatNobodyMadeIsNotFound(String channel) {
        assertThat(get(channel).problem()).isEqualTo("404 RT_004");
    }

    @Test
    void aRoomOfAnotherRealmIsNotFound() {
        put("{}");
        node.as(new Server(TestRealms.SCHOOL, "registry", RestNode.BACKEND.scopes()));
        assertThat(get(ROOM).problem()).isEqualTo("404 RT_004");
    }

    // Closed

    @Test
    void aRoomIsClosedWithoutAWord() {
        put("{}");
        RestNode.Answer answer = node.delete(path(ROOM));
        assertThat(answer.status() + answer.text()).isEqualTo("204");
    }

    @Test
    void aClosedRoomIsGone() {
        put("{}");
        node.delete(path(ROOM));
        assertThat(get(ROOM).problem()).isEqualTo("404 RT_004");
    }

    @Test
    void itIsToldThatARoomWasClosed() {
        put("{}");
        RecordingListener heard = node.listenTo(ROOM);
        node.delete(path(ROOM));
        assertThat(heard.events()).containsExactly(new RoomClosed(RestNode.id(ROOM)));
    }

    @Test
    void whatTheFirstJoinMadeMayBeClosed() {
        enters("room:x", "ada");
        assertThat(node.delete(path("room:x")).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {ROOM, "room:x", "chat:x", "nothing:like:this"})
    void aRoomThatNobodyMadeIsNotClosed(String channel) {
        assertThat(node.delete(path(channel)).problem()).isEqualTo("404 RT_004");
    }

    @Test
    void bansOutliveTheRoom() {
        put("{}");
        node.node.directory.ban(RestNode.id(ROOM), RestNode.ADA.id(), node.clock.instant().plus(Duration.ofHours(1)));
        node.delete(path(ROOM));
        assertThat(node.kept(ROOM).bans().hold(RestNode.ADA.id(), node.clock.instant())).isTrue();
    }

    // The stores

    @ParameterizedTest
    @ValueSource(strings = {"find", "put"})
    void whereTheDirectoryIsAwayNoRoomIsMade(String method) {
        node.node.directory.faults().storeIsAwayAt(method);
        assertThat(put("{}").problem()).isEqualTo("503 RT_010");
    }
}
