package io.parley.application.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.parley.application.InMemoryNode;
import io.parley.application.ManualClock;
import io.parley.application.delivery.RecordingListener;
import io.parley.application.realm.TestRealms;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Rule;
import io.parley.domain.delivery.Audience;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Priority;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** What clients and servers say. */
class PublishingTest extends OneNode {
    private static final ChannelName UNKNOWN = new ChannelName("nowhere");
    private static final Payload DATA = Payload.ofJson("{\"a\":1}");
    private static final Publishing.Words GREETING = Publishing.Words.toAll("greeting", DATA, Priority.NORMAL);
    private static final Identity SPEAKER = holding(Scope.PUBLISH);

    private final RecordingListener heard = new RecordingListener();

    @BeforeEach
    void somebodyListensElsewhere() {
        InMemoryNode elsewhere = new InMemoryNode(cluster, "elsewhere", TestRealms.BOTH);
        Set.of(ROOM, LOBBY, CLUB, ChannelName.ownOf(ADA))
                .forEach(name -> elsewhere.backplane.attach(new ChannelId(RealmId.DEFAULT, name), heard));
    }

    private Outcome<Optional<Position>> publishes(Identity who, ChannelName channel) {
        return node.publishing.publish(who, channel, GREETING);
    }

    private Outcome<Optional<Position>> broadcasts(Identity who, ChannelName channel) {
        return node.publishing.broadcast(who, channel, GREETING);
    }

    private static Outcome<Optional<Position>> storedAt(long offset) {
        return Outcome.done(Optional.of(new Position("epoch-1", offset)));
    }

    private static Publishing.Words filtered(String rule) {
        return new Publishing.Words("greeting", DATA, Priority.NORMAL,
                new Audience(Optional.empty(), Set.of(), Set.of(), Optional.of(new Rule(rule))));
    }

    // Clients

    @Test
    void aUsersMessageIsHeardAsHeSaidItWithSenderAndTime() {
        publishes(user("ada"), ROOM);
        assertThat(heard.events()).containsExactly(new Message(ROOM_ID, "greeting", DATA, ManualClock.START, Optional.of(ADA)));
    }

    @Test
    void thePublisherIsToldWhereHisMessageIsStored() {
        publishes(user("ada"), ROOM);
        assertThat(publishes(user("ada"), ROOM)).isEqualTo(storedAt(2));
    }

    @Test
    void inAChannelWithoutHistoryThePublisherIsToldNoPosition() {
        assertThat(publishes(user("ada"), LOBBY)).isEqualTo(Outcome.done(Optional.empty()));
    }

    @Test
    void whatIsUrgentIsHeardAsUrgent() {
        node.publishing.publish(user("ada"), ROOM, Publishing.Words.toAll("alarm", DATA, Priority.HIGH));
        assertThat(heard.events()).singleElement().extracting(event -> ((Message) event).priority()).isEqualTo(Priority.HIGH);
    }

    @Test
    void whomTheRuleForbidsIsDeniedAndNotHeard() {
        assertThat(codeOf(publishes(new Anonymous(RealmId.DEFAULT), LOBBY))).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(heard.events()).isEmpty();
    }

    @Test
    void aRoomsRuleStandsInPlaceOfThePolicys() {
        makes(ROOM, SomeRoom.publishedBy("auth.uid == 'ada'"));
        assertThat(publishes(user("ada"), ROOM)).isEqualTo(storedAt(1));
        assertThat(codeOf(publishes(user("bob"), ROOM))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void aRuleMayLookAtWhatIsSaid() {
        makes(ROOM, SomeRoom.publishedBy("message.event != 'admin'"));
        assertThat(publishes(user("ada"), ROOM)).isEqualTo(storedAt(1));
        assertThat(codeOf(node.publishing.publish(user("ada"), ROOM, words("admin")))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void whoIsBannedSaysNothingThere() {
        node.rooms.kick(BACKEND, LOBBY, ADA, "", Duration.ofMinutes(5));
        assertThat(codeOf(publishes(user("ada"), LOBBY))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void anUnknownChannelIsNotFound() {
        assertThat(codeOf(publishes(user("ada"), UNKNOWN))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void whereARoomIsRequiredNobodySpeaksWithoutOne() {
        assertThat(codeOf(publishes(user("ada"), CLUB))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
        assertThat(codeOf(broadcasts(SPEAKER, CLUB))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
        assertThat(heard.events()).isEmpty();
    }

    @Test
    void aUserCannotSpeakInHisOwnChannelUnderAnySpelling() {
        assertThat(codeOf(publishes(user("ada"), ChannelName.ownOf(ADA)))).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(codeOf(publishes(user("ada"), new ChannelName("user.ada")))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void nobodySpeaksToAllAsAClient() {
        assertThat(codeOf(publishes(SPEAKER, ChannelName.ALL))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void aMessageStaysInThePublishersRealm() {
        publishes(new User(new UserId(TestRealms.SCHOOL, "ada"), Profile.UNKNOWN, Set.of(), Instant.MAX), ROOM);
        assertThat(heard.events()).isEmpty();
    }

    // Servers

    @Test
    void aServersBroadcastHasNoSender() {
        broadcasts(SPEAKER, ROOM);
        assertThat(heard.events()).containsExactly(new Message(ROOM_ID, "greeting", DATA, ManualClock.START, Optional.empty()));
    }

    @Test
    void aBroadcastReachesChannelsWhoseRuleAdmitsNoUser() {
        assertThat(broadcasts(SPEAKER, ChannelName.ownOf(ADA))).isEqualTo(storedAt(1));
        assertThat(broadcasts(SPEAKER, ChannelName.ALL)).isEqualTo(Outcome.done(Optional.empty()));
    }

    @Test
    void whatIsSaidUnderAnotherSpellingIsHeardInTheOneChannel() {
        broadcasts(SPEAKER, new ChannelName("user:ada"));
        assertThat(heard.events()).singleElement()
                .satisfies(event -> assertThat(event.channel().name()).isEqualTo(ChannelName.ownOf(ADA)));
    }

    @Test
    void aUserWithTheScopeMayBroadcastAndIsNotNamed() {
        broadcasts(new User(ADA, Profile.UNKNOWN, Set.of(Scope.PUBLISH), Instant.MAX), ROOM);
        assertThat(((Message) heard.events().getFirst()).sender()).isEmpty();
    }

    @Test
    void theAudienceTravelsWithTheMessage() {
        Audience audience = new Audience(Optional.of(Set.of("ada")), Set.of("bob"), Set.of("line-1"),
                Optional.of(new Rule("auth.uid != 'eve'")));
        node.publishing.broadcast(SPEAKER, ROOM, new Publishing.Words("greeting", DATA, Priority.LOW, audience));
        assertThat(heard.events())
                .containsExactly(new Message(ROOM_ID, "greeting", DATA, ManualClock.START, Optional.empty(), audience, Priority.LOW));
    }

    @Test
    void aFilterThatMeansNothingIsRefusedAndNothingIsSaid() {
        assertThat(refusalOf(node.publishing.broadcast(SPEAKER, ROOM, filtered("nonsense")))).satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_MESSAGE);
            assertThat(refusal.details()).containsKeys("position", "expected", "got");
        });
        assertThat(heard.events()).isEmpty();
    }

    /** It is asked again whenever the message is read, when the room may be another. */
    @Test
    void aBroadcastsFilterDoesNotSpeakOfTheRoom() {
        assertThat(codeOf(node.publishing.broadcast(SPEAKER, ROOM, filtered(Rule.MEMBERS.text())))).isEqualTo(ErrorCode.INVALID_MESSAGE);
    }

    @Test
    void withoutTheScopeNobodyMayBroadcastNorLearnsWhichChannelsThereAre() {
        assertThat(codeOf(broadcasts(holding(Scope.PRESENCE_READ), ROOM))).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(codeOf(broadcasts(user("ada"), UNKNOWN))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void eachApiKeyIsASenderOfItsOwn() {
        Publishing.Words words = new Publishing.Words("greeting", DATA, Priority.NORMAL, Audience.EVERYBODY, Optional.of("k"), false);
        assertThat(node.publishing.broadcast(BACKEND, ROOM, words)).isEqualTo(storedAt(1));
        assertThat(node.publishing.broadcast(SPEAKER, ROOM, words)).isEqualTo(storedAt(2));
        assertThat(node.publishing.broadcast(BACKEND, ROOM, words)).isEqualTo(storedAt(1));
    }

    @Test
    void aBroadcastToAnUnknownChannelIsNotFound() {
        assertThat(codeOf(broadcasts(SPEAKER, UNKNOWN))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void aStoreThatIsAwayIsAFailureAndNoRefusal() {
        node.storeIsAwayAt("publish");
        unavailable(() -> publishes(user("ada"), ROOM));
        unavailable(() -> broadcasts(SPEAKER, ROOM));
    }

    @Test
    void nothingIsSaidWhereNobodyKnowsWhoMay() {
        node.storeIsAwayAt("find");
        unavailable(() -> publishes(user("ada"), ROOM));
        assertThat(heard.events()).isEmpty();
    }
}
