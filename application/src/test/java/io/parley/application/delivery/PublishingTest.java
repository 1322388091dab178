package io.parley.application.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.parley.application.ManualClock;
import io.parley.application.Unavailable;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.ShippedPolicies;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Payload;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.Server;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PublishingTest {
    private static final UserId ADA_ID = new UserId(RealmId.DEFAULT, "ada");
    private static final Identity ADA = new User(ADA_ID, Profile.UNKNOWN, Set.of(), Instant.MAX);
    private static final Identity SPEAKER = new Server(RealmId.DEFAULT, "backend", Set.of(Scope.PUBLISH));
    private static final ChannelName CHAT = new ChannelName("chat:1");
    private static final ChannelName LOBBY = new ChannelName("public:lobby");
    private static final ChannelName UNKNOWN = new ChannelName("nowhere");
    private static final Payload DATA = Payload.ofJson("{\"a\":1}");

    private final ManualClock clock = new ManualClock();
    private final InMemoryBackplane backplane = new InMemoryBackplane(new InMemoryBackplane.Store());
    private final RecordingListener heard = new RecordingListener();
    private final Publishing publishing = new Publishing(ShippedPolicies.BOOK, backplane, clock);

    @BeforeEach
    void somebodyListens() {
        Set.of(CHAT, LOBBY, new ChannelName("private:user-ada"))
                .forEach(name -> backplane.attach(new ChannelId(RealmId.DEFAULT, name), heard));
    }

    private static ErrorCode codeOf(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<?>) outcome).refusal().code();
    }

    private static Outcome<Optional<Position>> storedAt(long offset) {
        return Outcome.done(Optional.of(new Position("epoch-1", offset)));
    }

    @Test
    void aUsersMessageIsHeardAsHeSaidItWithSenderAndTime() {
        publishing.publish(ADA, CHAT, "greeting", DATA);
        assertThat(heard.events()).containsExactly(
                new Message(new ChannelId(RealmId.DEFAULT, CHAT), "greeting", DATA, ManualClock.START, Optional.of(ADA_ID)));
    }

    @Test
    void thePublisherIsToldWhereHisMessageIsStored() {
        publishing.publish(ADA, CHAT, "greeting", DATA);
        assertThat(publishing.publish(ADA, CHAT, "greeting", DATA)).isEqualTo(storedAt(2));
    }

    @Test
    void inAChannelWithoutHistoryThePublisherIsToldNoPosition() {
        assertThat(publishing.publish(ADA, LOBBY, "greeting", DATA)).isEqualTo(Outcome.done(Optional.empty()));
    }

    @Test
    void whomTheRuleForbidsIsDenied() {
        assertThat(codeOf(publishing.publish(new Anonymous(RealmId.DEFAULT), LOBBY, "greeting", DATA)))
                .isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void whatIsDeniedIsNotHeard() {
        publishing.publish(new Anonymous(RealmId.DEFAULT), LOBBY, "greeting", DATA);
        assertThat(heard.events()).isEmpty();
    }

    @Test
    void anUnknownChannelIsNotFound() {
        assertThat(codeOf(publishing.publish(ADA, UNKNOWN, "greeting", DATA))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void aUserCannotSpeakInHisOwnChannel() {
        assertThat(codeOf(publishing.publish(ADA, ChannelName.ownOf(ADA_ID), "greeting", DATA))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void aMessageStaysInThePublishersRealm() {
        Identity foreigner = new User(new UserId(new RealmId("other"), "ada"), Profile.UNKNOWN, Set.of(), Instant.MAX);
        publishing.publish(foreigner, CHAT, "greeting", DATA);
        assertThat(heard.events()).isEmpty();
    }

    @Test
    void aServersBroadcastHasNoSender() {
        publishing.broadcast(SPEAKER, CHAT, "greeting", DATA);
        assertThat(heard.events()).containsExactly(
                new Message(new ChannelId(RealmId.DEFAULT, CHAT), "greeting", DATA, ManualClock.START, Optional.empty()));
    }

    @Test
    void aBroadcastReachesChannelsWhoseRuleAdmitsNoUser() {
        assertThat(publishing.broadcast(SPEAKER, ChannelName.ownOf(ADA_ID), "greeting", DATA)).isEqualTo(storedAt(1));
    }

    @Test
    void aUserWithTheScopeMayBroadcastAndIsNotNamed() {
        Identity announcer = new User(ADA_ID, Profile.UNKNOWN, Set.of(Scope.PUBLISH), Instant.MAX);
        publishing.broadcast(announcer, CHAT, "greeting", DATA);
        assertThat(((Message) heard.events().getFirst()).sender()).isEmpty();
    }

    @Test
    void withoutTheScopeNobodyMayBroadcast() {
        Identity reader = new Server(RealmId.DEFAULT, "reader", Set.of(Scope.PRESENCE_READ));
        assertThat(codeOf(publishing.broadcast(reader, CHAT, "greeting", DATA))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void withoutTheScopeNobodyLearnsWhichChannelsThereAre() {
        assertThat(codeOf(publishing.broadcast(ADA, UNKNOWN, "greeting", DATA))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void aBroadcastToAnUnknownChannelIsNotFound() {
        assertThat(codeOf(publishing.broadcast(SPEAKER, UNKNOWN, "greeting", DATA))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void aStoreThatIsAwayIsAFailureAndNoRefusal() {
        backplane.faults().storeIsAwayAt("publish");
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> publishing.publish(ADA, CHAT, "greeting", DATA));
    }
}
