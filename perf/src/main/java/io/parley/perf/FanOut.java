package io.parley.perf;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.parley.adapters.wire.JsonObjectReader;
import io.parley.adapters.wire.MixedWireFormat;
import io.parley.application.connection.Downlink;
import io.parley.application.delivery.Backplane;
import io.parley.application.delivery.Broadcaster;
import io.parley.application.delivery.Hearing;
import io.parley.application.delivery.Histories;
import io.parley.application.delivery.PresenceTerms;
import io.parley.application.delivery.SlowConsumerTerms;
import io.parley.application.delivery.Subscriber;
import io.parley.application.delivery.Subscription;
import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.WireFormat;
import io.parley.application.rule.RuleLanguage;
import io.parley.application.time.Timers;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.History;
import io.parley.domain.channel.SlowConsumerPolicy;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.Message;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Roster;
import io.parley.domain.refusal.Outcome;

/**
 * One channel with subscribers, and the hub's delivery path between them: from the moment a message arrives from the backplane until each
 * receiver has the bytes for his client. Only the ends are not the hub's own. Not thread-safe.
 */
final class FanOut {
    private static final ChannelId CHANNEL = new ChannelId(RealmId.DEFAULT, new ChannelName("chat:bench"));
    /** Kept, so that every delivery has a position and passes the cursor, as in a chat. */
    private static final History HISTORY = new History(100, Duration.ofHours(24));
    /** A line of chat: 64 characters of JSON. */
    private static final Payload DATA = Payload.ofJson("{\"text\":\"The quick brown fox jumps over the lazy dog, and again.\"}");

    /** Nothing here asks a rule; if it did, the answer would cost nothing. */
    private static final RuleLanguage PERMIT_ALL = (_, _) -> Outcome.done(_ -> true);
    /** Nobody here misses a message, so that nobody has to be told later. */
    private static final Timers NO_TIMERS = (_, _) -> () -> {};

    private static final SlowConsumerTerms NOTHING_IS_LOST = new SlowConsumerTerms(_ -> SlowConsumerPolicy.DISCONNECT,
            new JsonObjectReader());

    private static final PresenceTerms NOBODY = new PresenceTerms(_ -> Roster.EMPTY, 1_000, Duration.ofSeconds(3));

    private final WireFormat format = new MixedWireFormat();
    private final Backplane backplane = new LoopbackBackplane();
    private final Message message = new Message(CHANNEL, "said", DATA, Instant.EPOCH, Optional.of(user(0)));

    /**
     * @param receivers how many hear the channel, each a user of his own
     * @param line      takes what a receiver would send; shared by all, so that a receiver costs no more than his part of the path
     */
    FanOut(int receivers, Consumer<byte[]> line) {
        Broadcaster broadcaster = new Broadcaster(backplane, new Histories(backplane, new NoArchive()), PERMIT_ALL, _ -> {}, NO_TIMERS,
                Runnable::run, NOBODY, NOTHING_IS_LOST, Duration.ZERO, InstantSource.system());
        for (int i = 0; i < receivers; i++) {
            Receiver receiver = new Receiver(new ConnectionId("c" + i), userOf(i), format, line);
            if (broadcaster.subscribe(CHANNEL, receiver, Hearing.all(CHANNEL.name()),
                    OptionalInt.empty()) instanceof Outcome.Done<Subscription>(Subscription subscription)) {
                broadcaster.goLive(subscription, Optional.empty());
            }
        }
    }

    /** One message arrives and goes to every receiver, before this returns. */
    void deliver() {
        backplane.publish(message, HISTORY);
    }

    private static UserId user(int number) {
        return new UserId(RealmId.DEFAULT, "u" + number);
    }

    private static User userOf(int number) {
        return new User(user(number), Profile.UNKNOWN, Set.of(), Instant.MAX);
    }

    /** A connection without its queue and socket. */
    private record Receiver(ConnectionId connection, Identity identity, WireFormat format, Consumer<byte[]> line) implements Subscriber {
        @Override
        public Executor courier() {
            return Downlink.AT_ONCE;
        }

        @Override
        public void offer(EncodedMessage message) {
            line.accept(message.bytes(format));
        }

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public void happened(ChannelEvent event) {
            throw new IllegalStateException("Here is only talk");
        }
    }
}
