package io.parley.application.notification;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import io.parley.application.channel.Channels;
import io.parley.application.delivery.Backplane;
import io.parley.application.protocol.Vocabulary;
import io.parley.domain.channel.Channel;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Message;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.UserId;
import io.parley.domain.notification.Notification;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/** Use case: a server tells users something that they must find even if they are not there. Written before it is pushed. */
public final class Notifying {
    private static final String NEW = "notification.new";

    private final Inbox inbox;
    private final Backplane backplane;
    private final Channels channels;
    private final Vocabulary vocabulary;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    /** @param ids names notifications that come without an id */
    public Notifying(Inbox inbox, Backplane backplane, Channels channels, Vocabulary vocabulary, InstantSource clock,
            Supplier<UUID> ids) {
        this.inbox = inbox;
        this.backplane = backplane;
        this.channels = channels;
        this.vocabulary = vocabulary;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Keeps the notice for each of its users and pushes {@code notification.new} to all their connections. A notice with an id that a user
     * already has changes nothing for him and is not pushed again.
     *
     * @return the notification's id, the same for all its users
     * @throws io.parley.application.Unavailable if a store did not answer: ask again with the same id
     */
    public Outcome<UUID> notify(Identity who, Notice notice) {
        if (!who.holds(Scope.NOTIFICATIONS_WRITE)) {
            return Outcome
                    .refused(Refusal.of(ErrorCode.PERMISSION_DENIED, "The scope " + Scope.NOTIFICATIONS_WRITE + " is needed to notify"));
        }
        if (notice.users().stream().anyMatch(user -> !user.realm().equals(who.realm()))) {
            return Outcome.refused(Refusal.of(ErrorCode.PERMISSION_DENIED, "Users of another realm cannot be notified"));
        }
        UUID id = notice.id().orElseGet(ids);
        notice.users().stream().map(user -> notification(id, user, notice)).filter(inbox::add).forEach(this::push);
        return Outcome.done(id);
    }

    /** One's own notifications, newest first, as {@link Inbox#list} says; nobody else's can be asked for. */
    public Outcome<List<Notification>> list(Identity who, boolean unreadOnly, Optional<UUID> after, int limit) {
        return who.user().map(user -> Outcome.done(inbox.list(user, unreadOnly, after, limit)))
                .orElseGet(() -> Outcome.refused(Refusal.of(ErrorCode.AUTH_REQUIRED, "Notifications are read with a user's token")));
    }

    private Notification notification(UUID id, UserId user, Notice notice) {
        // PostgreSQL keeps microseconds; what is pushed and what is read back must be the same.
        return new Notification(id, user, notice.type(), notice.title(), notice.content(), notice.data(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS), Optional.empty());
    }

    private void push(Notification notification) {
        ChannelName own = ChannelName.ownOf(notification.userId());
        if (channels.find(notification.userId().realm(), own) instanceof Outcome.Done<Channel>(Channel channel)) {
            backplane.publish(new Message(channel.id(), vocabulary.event(channel.id().realm(), NEW), vocabulary.notification(notification),
                    notification.createdAt(),
                    Optional.empty()), channel.policy().history());
        }
    }
}
