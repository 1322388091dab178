package io.parley.application.channel;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.parley.application.realm.TestRealms;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** Who comes into a channel, and who does not. */
class SubscribingTest extends OneNode {
    @Test
    void whoEnteredHearsTheChannel() {
        enters(ada, LOBBY);
        says(LOBBY, "greeting");
        assertThat(ada.words()).containsExactly("greeting");
    }

    @Test
    void whoEnteredHearsNothingUntilItGoesLive() {
        Entry entry = valueOf(asks(ada, wish(LOBBY)));
        says(LOBBY, "greeting");
        assertThat(ada.offered()).isEmpty();
        node.subscribing.goLive(ada, entry);
        assertThat(ada.words()).containsExactly("greeting");
    }

    @Test
    void whatWasEnteredIsKnownByItsName() {
        Entry entry = enters(ada, LOBBY);
        assertThat(ada.entered()).containsOnlyKeys(LOBBY).containsValue(entry.subscription());
    }

    @Test
    void whoEntersIsToldTheNewestPositionAndHearsWhatComesAfter() {
        says(ROOM, "one");
        says(ROOM, "two");
        assertThat(reached(enters(ada, ROOM))).map(Position::offset).contains(2L);
        says(ROOM, "three");
        assertThat(ada.words()).containsExactly("three");
    }

    @Test
    void whoEntersAChannelInWhichNothingWasSaidIsToldOffsetZero() {
        assertThat(reached(enters(ada, ROOM))).map(Position::offset).contains(0L);
    }

    @Test
    void whoEntersAChannelWithoutHistoryIsToldNoPosition() {
        assertThat(reached(enters(ada, LOBBY))).isEmpty();
    }

    @Test
    void whoEntersIsToldWhatTheServerWroteAboutTheRoom() {
        makes(ROOM, SomeRoom.saying("{\"title\":\"Roof\"}"));
        assertThat(enters(ada, ROOM).metadata()).contains(Payload.ofJson("{\"title\":\"Roof\"}"));
    }

    @Test
    void whereNoServerMadeARoomNothingIsWrittenAboutIt() {
        assertThat(enters(ada, ROOM).metadata()).isEmpty();
    }

    @Test
    void theSameNameInAnotherRealmIsAnotherChannel() {
        RecordingParticipant foreigner = new RecordingParticipant("f-1",
                new User(new UserId(TestRealms.SCHOOL, "ada"), Profile.UNKNOWN, Set.of(), Instant.MAX));
        enters(foreigner, LOBBY);
        says(LOBBY, "greeting");
        assertThat(foreigner.offered()).isEmpty();
    }

    @Test
    void anotherSpellingOfHisOwnChannelIsTheSameAndHeardByThatName() {
        ChannelName spelling = new ChannelName("user.ada");
        enters(ada, spelling);
        assertThat(ada.entered()).containsOnlyKeys(ChannelName.ownOf(ADA));
        says(ChannelName.ownOf(ADA), "greeting");
        assertThat(ada.offered()).singleElement().satisfies(message -> assertThat(message.about()).contains(spelling));
    }

    // Who does not

    @Test
    void whomTheRuleForbidsIsDeniedAndHasEnteredNothing() {
        assertThat(codeOf(asks(nobody, wish(ROOM)))).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(nobody.entered()).isEmpty();
        assertThat(node.backplane.attached()).isEmpty();
    }

    @Test
    void anAnonymousHearsAPublicChannel() {
        enters(nobody, LOBBY);
        says(LOBBY, "greeting");
        assertThat(nobody.words()).containsExactly("greeting");
    }

    @Test
    void anUnknownChannelIsNotFound() {
        assertThat(codeOf(asks(ada, wish(new ChannelName("nowhere"))))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void aRoomThatNobodyMadeIsNotFoundWhereOneIsRequired() {
        assertThat(codeOf(asks(ada, wish(CLUB)))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void onlyMembersEnterTheirRoom() {
        makes(CLUB, SomeRoom.ofMembers("ada"));
        assertThat(asks(ada, wish(CLUB))).isInstanceOf(Outcome.Done.class);
        assertThat(codeOf(asks(bob, wish(CLUB)))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void nobodyEntersAnothersOwnChannel() {
        assertThat(codeOf(asks(bob, wish(ChannelName.ownOf(ADA))))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void nobodyAsksForWhatIsForAll() {
        assertThat(codeOf(asks(ada, wish(ChannelName.ALL)))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    // What is for all

    @Test
    void everybodyHearsWhatIsSaidToAll() {
        node.subscribing.enterAll(ada);
        node.subscribing.enterAll(nobody);
        says(ChannelName.ALL, "maintenance");
        assertThat(ada.words()).containsExactly("maintenance");
        assertThat(nobody.words()).containsExactly("maintenance");
    }

    @Test
    void whoEntersItTwiceHearsItOnce() {
        node.subscribing.enterAll(ada);
        node.subscribing.enterAll(ada);
        says(ChannelName.ALL, "maintenance");
        assertThat(ada.words()).containsExactly("maintenance");
    }

    @Test
    void whatIsSaidToAllOfOneRealmIsNotHeardInAnother() {
        RecordingParticipant foreigner = new RecordingParticipant("f-1",
                new User(new UserId(TestRealms.SCHOOL, "ada"), Profile.UNKNOWN, Set.of(), Instant.MAX));
        node.subscribing.enterAll(foreigner);
        says(ChannelName.ALL, "maintenance");
        assertThat(foreigner.offered()).isEmpty();
    }

    /** A storm of connects must not reach the directory. */
    @Test
    void ofWhatIsHeardUnaskedNothingIsLookedUp() {
        node.subscribing.enterAll(ada);
        enters(ada, ChannelName.ownOf(ADA));
        assertThat(node.copies.faults().calls("find")).isZero();
        assertThat(node.directory.faults().calls("find")).isZero();
    }

    @Test
    void anEntryWithoutWishesTellsNeitherMessagesNorRoster() {
        Entry entry = enters(ada, Wish.toHear(ROOM));
        assertThat(messages(entry)).isEqualTo(Optional.empty());
        assertThat(entry.roster()).isEqualTo(Optional.empty());
    }
}
