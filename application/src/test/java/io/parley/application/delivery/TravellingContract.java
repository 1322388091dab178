package io.parley.application.delivery;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.History;
import io.parley.domain.channel.Rule;
import io.parley.domain.delivery.Audience;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.DurableName;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberKicked;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Priority;
import io.parley.domain.delivery.RoomChanged;
import io.parley.domain.delivery.RoomClosed;
import io.parley.domain.delivery.TakenOver;
import io.parley.domain.delivery.UserDismissed;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;

/** That what is published arrives unchanged, whatever it is and whatever its channel is called. */
abstract class TravellingContract extends TwoNodes {
    // What travels

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "0", "1.50e+007", "{\"b\":1,\"a\":{\"b\":[ ]},\"b\":2}", "\" \\n \\r\\n \\u0000 \\\\ \\\" \"",
            "\"ä ß 漢字 🦊 \u2028 \u0001\"", "[ 1 ,\t2 ]", "\"{}:|,;%s$1\""})
    void dataTravelsByteForByte(String json) {
        assertThat(((Message) travels(message(json), KEPT)).data().bytes()).isEqualTo(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aLotOfDataTravelsByteForByte() {
        String json = "\"" + "ä🦊x\\n".repeat(12_000) + "\"";
        assertThat(((Message) travels(message(json), KEPT)).data().bytes()).isEqualTo(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"e", "room:message", "an event with blanks", "ä🦊", "\"quoted\"\\", "a|b;c,d=e\tf"})
    void anEventsNameTravelsAsItIs(String event) {
        Message message = new Message(channel, event, Payload.NULL, AT, Optional.empty());
        assertThat(travels(message, KEPT)).isEqualTo(message);
    }

    @Test
    void theLongestNameOfAnEventTravels() {
        Message message = new Message(channel, "ä".repeat(Message.MAX_EVENT_LENGTH), Payload.NULL, AT, Optional.empty());
        assertThat(travels(message, KEPT)).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "auth0|Jörg", "a b", "\"", "null", "0", "🦊"})
    void theSenderTravels(String subject) {
        Message message = new Message(channel, "greeting", Payload.NULL, AT, Optional.of(new UserId(realm, subject)));
        assertThat(travels(message, KEPT)).isEqualTo(message);
    }

    @Test
    void aMessageWithoutASenderArrivesWithoutOne() {
        Message message = new Message(channel, "greeting", Payload.NULL, AT, Optional.empty());
        assertThat(travels(message, KEPT)).isEqualTo(message);
    }

    @Test
    void theMomentTravelsToTheMillisecond() {
        assertThat(((Message) travels(message("1"), KEPT)).at()).isEqualTo(AT);
    }

    @Test
    void aJoinTravelsWithNameAndPicture() {
        MemberJoined joined = new MemberJoined(channel,
                member(new Profile(Optional.of("Jörg \"J\""), Optional.of("https://x.test/a.png?b=c"))),
                3);
        assertThat(travels(joined, History.NONE)).isEqualTo(joined);
    }

    @Test
    void aJoinTravelsWithANameAlone() {
        MemberJoined joined = new MemberJoined(channel, member(new Profile(Optional.of("Jörg"), Optional.empty())), 1);
        assertThat(travels(joined, History.NONE)).isEqualTo(joined);
    }

    @Test
    void aJoinTravelsWithAPictureAlone() {
        MemberJoined joined = new MemberJoined(channel, member(new Profile(Optional.empty(), Optional.of("https://x.test/a.png"))), 1);
        assertThat(travels(joined, History.NONE)).isEqualTo(joined);
    }

    @Test
    void aJoinTravelsWithoutAProfile() {
        MemberJoined joined = new MemberJoined(channel, member(Profile.UNKNOWN), 1);
        assertThat(travels(joined, History.NONE)).isEqualTo(joined);
    }

    @Test
    void aLeaveTravelsWithNameAndPicture() {
        MemberLeft left = new MemberLeft(channel, member(new Profile(Optional.of("Jörg"), Optional.of("https://x.test/a.png"))), 0);
        assertThat(travels(left, History.NONE)).isEqualTo(left);
    }

    @Test
    void aLeaveTravelsWithoutAProfile() {
        MemberLeft left = new MemberLeft(channel, member(Profile.UNKNOWN), 7);
        assertThat(travels(left, History.NONE)).isEqualTo(left);
    }

    // Whom it is for, and how urgent it is

    static List<Audience> audiences() {
        Set<String> nobody = Set.of();
        return List.of(Audience.EVERYBODY, new Audience(Optional.of(Set.of("ada", "auth0|Jörg")), nobody, nobody, Optional.empty()),
                new Audience(Optional.of(nobody), nobody, nobody, Optional.empty()),
                new Audience(Optional.empty(), Set.of("a b", "\"", "a,b|c"), nobody, Optional.empty()),
                new Audience(Optional.empty(), nobody, Set.of("5d7c", "9f00"), Optional.empty()),
                new Audience(Optional.empty(), nobody, nobody, Optional.of(new Rule("'ä' in auth.roles && message.event != \"x\""))),
                new Audience(Optional.of(Set.of("ada")), Set.of("bob"), Set.of("5d7c"), Optional.of(Rule.USERS)));
    }

    @ParameterizedTest
    @MethodSource("audiences")
    void theAudienceTravels(Audience audience) {
        Message message = new Message(channel, "greeting", Payload.NULL, AT, Optional.empty(), audience, Priority.NORMAL);
        assertThat(travels(message, KEPT)).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("audiences")
    void theAudienceTravelsWithWhatIsNotStoredToo(Audience audience) {
        Message message = new Message(channel, "greeting", Payload.NULL, AT, Optional.empty(), audience, Priority.NORMAL);
        assertThat(travels(message, History.NONE)).isEqualTo(message);
    }

    @Test
    void theLargestAudienceTravels() {
        Set<String> users = IntStream.range(0, Audience.MAX_NAMED).mapToObj(i -> "user-" + i).collect(Collectors.toSet());
        Message message = new Message(channel, "greeting", Payload.NULL, AT, Optional.empty(),
                new Audience(Optional.of(users), Set.of(), Set.of(), Optional.empty()), Priority.NORMAL);
        assertThat(travels(message, KEPT)).isEqualTo(message);
    }

    @ParameterizedTest
    @EnumSource(Priority.class)
    void thePriorityTravels(Priority priority) {
        Message message = new Message(channel, "greeting", Payload.NULL, AT, Optional.empty(), Audience.EVERYBODY, priority);
        assertThat(travels(message, KEPT)).isEqualTo(message);
    }

    // Bytes

    @Test
    void bytesTravelAsTheyAreAndStayBytes() {
        byte[] all = new byte[512];
        IntStream.range(0, all.length).forEach(i -> all[i] = (byte) i);
        Message message = new Message(channel, "picture", Payload.ofBinary(all), AT, Optional.empty());
        assertThat(travels(message, KEPT)).isEqualTo(message);
    }

    @Test
    void noBytesTravelToo() {
        Message message = new Message(channel, "picture", Payload.ofBinary(new byte[0]), AT, Optional.empty());
        assertThat(travels(message, History.NONE)).isEqualTo(message);
    }

    @Test
    void bytesThatLookLikeJsonStayBytes() {
        Message message = new Message(channel, "picture", Payload.ofBinary("{\"a\":1}".getBytes(StandardCharsets.UTF_8)), AT,
                Optional.empty());
        assertThat(travels(message, KEPT)).isEqualTo(message);
    }

    // What happens to the channel itself

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thatARoomChangedTravelsWithWhatStandsInIt(boolean created) {
        RoomChanged changed = new RoomChanged(channel, created, Payload.ofJson("{ \"b\" : 1.50, \"a\":\"ä 🦊 \\u0000 \\\" \\\\ \" }"));
        assertThat(travels(changed, History.NONE)).isEqualTo(changed);
    }

    @Test
    void thatARoomWasClosedTravels() {
        assertThat(travels(new RoomClosed(channel), History.NONE)).isEqualTo(new RoomClosed(channel));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "spam", "said \"ä\" | 🦊\n\\"})
    void thatAMemberWasKickedTravelsWithTheReason(String reason) {
        MemberKicked kicked = new MemberKicked(channel, new UserId(realm, "auth0|Jörg"), reason);
        assertThat(travels(kicked, History.NONE)).isEqualTo(kicked);
    }

    @Test
    void theLongestReasonTravels() {
        MemberKicked kicked = new MemberKicked(channel, new UserId(realm, "ada"), "ä".repeat(MemberKicked.MAX_REASON_LENGTH));
        assertThat(travels(kicked, History.NONE)).isEqualTo(kicked);
    }

    @Test
    void thatADurableSubscriptionWasTakenOverTravels() {
        TakenOver taken = new TakenOver(channel, new UserId(realm, "auth0|Jörg"), new DurableName("worker:1"), Long.MAX_VALUE);
        assertThat(travels(taken, History.NONE)).isEqualTo(taken);
    }

    @Test
    void thatAUserWasDismissedTravels() {
        UserDismissed dismissed = new UserDismissed(channel(ChannelName.ownOf(new UserId(realm, "ada")).value()));
        other.attach(dismissed.channel(), there);
        one.publish(dismissed, History.NONE);
        hears(there, dismissed);
    }

    @Test
    void whatHappensIsHeardInTheOrderInWhichItHappened() {
        other.attach(channel, there);
        ChannelEvent[] events = {message("1"), new RoomChanged(channel, true, Payload.ofJson("{}")),
                new MemberJoined(channel, member(Profile.UNKNOWN), 1),
                new MemberKicked(channel, new UserId(realm, "ada"), ""), new MemberLeft(channel, member(Profile.UNKNOWN), 0), message("2"),
                new RoomClosed(channel)};
        for (ChannelEvent event : events) {
            one.publish(event, event instanceof Message ? KEPT : History.NONE);
        }
        hears(there, events);
    }

    // Names

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "x:._-=@,", "private:user-auth0=7CJ=C3=B6rg", "a:b:c:d", "a..b", "newest", "a,b", "a@b"})
    void aChannelMayHaveAnyLegalName(String name) {
        ChannelId odd = channel(name);
        other.attach(odd, there);
        one.publish(message(odd, "1"), KEPT);
        hears(there, message(odd, "1"));
    }

    @Test
    void aChannelMayHaveTheLongestName() {
        ChannelId longest = channel("n".repeat(255));
        other.attach(longest, there);
        one.publish(message(longest, "1"), KEPT);
        hears(there, message(longest, "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"presence.x", "presence:X", "presence:x:", "presence:x:history", "presence:x:epoch", "presence:x:meta"})
    void aChannelOfASimilarNameHearsNothing(String similar) {
        one.attach(channel(similar), here);
        other.publish(message(channel("presence:x"), "1"), KEPT);
        afterAMarker();
        assertThat(here.deliveries()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"presence.y", "presence:Y", "presence:y:", "presence:y:history", "presence:y:epoch", "presence:y:meta"})
    void aChannelOfASimilarNameCountsForItself(String similar) {
        one.publish(message(channel("presence:y"), "1"), KEPT);
        assertThat(one.publish(message(channel(similar), "1"), KEPT).orElseThrow().offset()).isEqualTo(1);
    }

    @Test
    void theSameNameInAnotherRealmHearsNothing() {
        one.attach(new ChannelId(new RealmId("r-" + UUID.randomUUID()), channel.name()), here);
        other.publish(message("1"), KEPT);
        afterAMarker();
        assertThat(here.deliveries()).isEmpty();
    }

    @Test
    void theSameNameInAnotherRealmCountsForItself() {
        one.publish(message("1"), KEPT);
        ChannelId elsewhere = new ChannelId(new RealmId("r-" + UUID.randomUUID()), channel.name());
        assertThat(recent(one, elsewhere, 0).newest().offset()).isZero();
    }
}
