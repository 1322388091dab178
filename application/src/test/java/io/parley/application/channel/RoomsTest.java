package io.parley.application.channel;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.InMemoryNode;
import io.parley.application.delivery.RecordingListener;
import io.parley.application.event.HubEvent;
import io.parley.application.realm.TestRealms;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.ChannelRecord;
import io.parley.domain.channel.Deed;
import io.parley.domain.channel.Room;
import io.parley.domain.channel.RoomRules;
import io.parley.domain.channel.Rule;
import io.parley.domain.delivery.RoomChanged;
import io.parley.domain.delivery.RoomClosed;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Scope;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

/** Servers make rooms, read, change and close them. */
class RoomsTest extends OneNode {
    private static final Identity MAKER = holding(Scope.ROOMS_WRITE);
    private static final Room ROOF = new Room(Optional.of("project"), Payload.ofJson("{\"title\":\"Roof\"}"), Optional.of(Set.of("ada")),
            OptionalInt.of(20), RoomRules.NONE);
    private static final String NONSENSE = "nonsense";

    private final InMemoryNode elsewhere = new InMemoryNode(cluster, "elsewhere", TestRealms.BOTH);
    private final RecordingListener told = new RecordingListener();

    @BeforeEach
    void somebodyListensElsewhere() {
        elsewhere.backplane.attach(ROOM_ID, told);
        elsewhere.backplane.attach(CLUB_ID, told);
    }

    private ChannelRecord kept() {
        return elsewhere.records.of(CLUB_ID);
    }

    private Outcome<Boolean> put(Room room) {
        return node.rooms.put(MAKER, CLUB, room);
    }

    // Making and changing

    @Test
    void aRoomIsMadeOnceAndChangedAfterwards() {
        assertThat(put(Room.PLAIN)).isEqualTo(Outcome.done(true));
        assertThat(put(ROOF)).isEqualTo(Outcome.done(false));
        assertThat(kept().room()).contains(ROOF);
    }

    @Test
    void thoseWhoHearAreToldThatARoomWasMadeAndWhatChanged() {
        put(ROOF);
        put(SomeRoom.saying("{\"title\":\"Cellar\"}"));
        assertThat(told.events()).containsExactly(new RoomChanged(CLUB_ID, true, Payload.ofJson("{\"title\":\"Roof\"}")),
                new RoomChanged(CLUB_ID, false, Payload.ofJson("{\"title\":\"Cellar\"}")));
    }

    @Test
    void onlyOfMakingThoseInsideAreTold() {
        put(ROOF);
        put(Room.PLAIN);
        assertThat(node.events.events(HubEvent.RoomCreated.class)).containsExactly(new HubEvent.RoomCreated(CLUB_ID));
    }

    @Test
    void aChangeIsSeenOnNodesThatLookedBefore() {
        put(ROOF);
        elsewhere.records.of(CLUB_ID);
        put(Room.PLAIN);
        assertThat(kept().room()).contains(Room.PLAIN);
    }

    @ParameterizedTest
    @EnumSource(Deed.class)
    void aRuleThatDoesNotCompileChangesNothingAndSaysWhere(Deed deed) {
        put(ROOF);
        Optional<Rule> bad = Optional.of(new Rule(NONSENSE));
        Optional<Rule> good = Optional.of(Rule.USERS);
        RoomRules rules = new RoomRules(deed == Deed.SUBSCRIBE ? bad : good, deed == Deed.PUBLISH ? bad : good,
                deed == Deed.SEE_PRESENCE ? bad : good);
        Refusal refusal = refusalOf(put(new Room(Optional.empty(), Room.NO_METADATA, Optional.empty(), OptionalInt.empty(), rules)));
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_MESSAGE);
        assertThat(refusal.details()).containsEntry("path", "$.rules." + deed.ruleName()).containsKeys("position", "expected", "got");
        assertThat(kept().room()).contains(ROOF);
        assertThat(told.events()).hasSize(1);
    }

    @Test
    void onlyTheRuleForPublishingSpeaksOfTheMessage() {
        assertThat(put(SomeRoom.publishedBy("message.event != 'admin'"))).isInstanceOf(Outcome.Done.class);
        assertThat(codeOf(put(SomeRoom.subscribedBy("message.event != 'admin'")))).isEqualTo(ErrorCode.INVALID_MESSAGE);
    }

    @Test
    void anUnknownNameIsNoRoom() {
        ChannelName unknown = new ChannelName("nowhere");
        assertThat(codeOf(node.rooms.put(MAKER, unknown, ROOF))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
        assertThat(codeOf(node.rooms.get(MAKER, unknown))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
        assertThat(codeOf(node.rooms.close(MAKER, unknown))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"public:lobby", "user.ada", "system:all", "admin:ops"})
    void whereChannelsHaveNoRoomsNoneIsMadeReadOrClosed(String name) {
        ChannelName channel = new ChannelName(name);
        assertThat(codeOf(node.rooms.put(MAKER, channel, ROOF))).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(codeOf(node.rooms.get(MAKER, channel))).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(codeOf(node.rooms.close(MAKER, channel))).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(node.directory.faults().calls("put")).isZero();
    }

    @Test
    void withoutTheScopeNobodyTouchesRoomsNorLearnsWhichThereAre() {
        makes(ROOM, ROOF);
        Identity other = holding(Scope.PUBLISH, Scope.PRESENCE_READ, Scope.CONNECTIONS_WRITE);
        for (ChannelName name : Set.of(ROOM, new ChannelName("nowhere"))) {
            assertThat(codeOf(node.rooms.put(other, name, SomeRoom.subscribedBy(NONSENSE)))).isEqualTo(ErrorCode.PERMISSION_DENIED);
            assertThat(codeOf(node.rooms.get(other, name))).isEqualTo(ErrorCode.PERMISSION_DENIED);
            assertThat(codeOf(node.rooms.close(other, name))).isEqualTo(ErrorCode.PERMISSION_DENIED);
        }
        assertThat(elsewhere.records.of(ROOM_ID).room()).contains(ROOF);
    }

    // Reading

    @Test
    void aRoomIsReadWithHowManyAreThere() {
        makes(ROOM, ROOF);
        enters(ada, ROOM);
        enters(adaToo, ROOM);
        Rooms.View view = valueOf(node.rooms.get(MAKER, ROOM));
        assertThat(view.room()).contains(ROOF);
        assertThat(view.count()).isEqualTo(1);
        assertThat(view.channel().id()).isEqualTo(ROOM_ID);
    }

    @Test
    void aRoomThatAJoinMadeIsThereAsLongAsSomebodyIs() {
        assertThat(codeOf(node.rooms.get(MAKER, ROOM))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
        enters(ada, ROOM);
        assertThat(valueOf(node.rooms.get(MAKER, ROOM)).room()).isEmpty();
        node.subscribing.leave(ada, ROOM);
        assertThat(codeOf(node.rooms.get(MAKER, ROOM))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void whereJoiningMakesNoRoomThereIsNoneUntilAServerMakesIt() {
        ChannelName chat = new ChannelName("chat:1");
        enters(ada, chat);
        assertThat(codeOf(node.rooms.get(MAKER, chat))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void whereThereIsNoPresenceNobodyIsCounted() {
        ChannelName job = new ChannelName("jobs.7");
        makes(job, SomeRoom.saying("{\"userId\":\"ada\"}"));
        enters(ada, job);
        assertThat(valueOf(node.rooms.get(MAKER, job)).count()).isZero();
    }

    // Closing

    @Test
    void aRoomThatIsClosedIsGoneAndThoseWhoHearAreTold() {
        put(ROOF);
        assertThat(node.rooms.close(MAKER, CLUB)).isEqualTo(Outcome.done(CLUB_ID));
        assertThat(kept().room()).isEmpty();
        assertThat(told.events()).last().isEqualTo(new RoomClosed(CLUB_ID));
        assertThat(node.events.events(HubEvent.RoomClosed.class)).containsExactly(new HubEvent.RoomClosed(CLUB_ID));
        assertThat(codeOf(node.rooms.get(MAKER, CLUB))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void aRoomThatIsNotThereIsNotClosed() {
        assertThat(codeOf(node.rooms.close(MAKER, CLUB))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
        assertThat(codeOf(node.rooms.close(MAKER, ROOM))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
        assertThat(told.events()).isEmpty();
        assertThat(node.events.events()).isEmpty();
    }

    @Test
    void aRoomThatAJoinMadeIsClosedToo() {
        enters(ada, ROOM);
        assertThat(node.rooms.close(MAKER, ROOM)).isEqualTo(Outcome.done(ROOM_ID));
        assertThat(ada.happened()).contains(new RoomClosed(ROOM_ID));
    }

    @Test
    void aRoomThatWasClosedMayBeMadeAnew() {
        put(ROOF);
        node.rooms.close(MAKER, CLUB);
        assertThat(put(Room.PLAIN)).isEqualTo(Outcome.done(true));
    }
}
