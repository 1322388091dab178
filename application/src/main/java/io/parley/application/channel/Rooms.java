package io.parley.application.channel;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

import io.parley.application.delivery.Backplane;
import io.parley.application.event.EventBus;
import io.parley.application.event.HubEvent;
import io.parley.application.presence.Attendance;
import io.parley.application.rule.CompiledRule;
import io.parley.application.rule.Question;
import io.parley.application.rule.RuleLanguage;
import io.parley.domain.channel.Bans;
import io.parley.domain.channel.Channel;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Deed;
import io.parley.domain.channel.History;
import io.parley.domain.channel.Room;
import io.parley.domain.channel.RoomUse;
import io.parley.domain.channel.Rule;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.MemberKicked;
import io.parley.domain.delivery.RoomChanged;
import io.parley.domain.delivery.RoomClosed;
import io.parley.domain.delivery.UserDismissed;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Roster;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/**
 * Use case: servers make rooms of channels, change and close them, and send users out. What they change is kept first and told to those who hear
 * the channel after, who are judged anew. Every method throws {@link io.parley.application.Unavailable} if a store did not answer: it may have
 * been done, and may be asked for again.
 */
public final class Rooms {
    private final Channels channels;
    private final ChannelDirectory directory;
    private final ChannelCopies copies;
    private final RuleLanguage rules;
    private final Backplane backplane;
    private final Attendance attendance;
    private final EventBus events;
    private final InstantSource clock;

    /** Rooms are kept in the directory, whose copies are dropped with every change; changes are told over the backplane. */
    public Rooms(Channels channels, ChannelDirectory directory, ChannelCopies copies, RuleLanguage rules, Backplane backplane,
            Attendance attendance, EventBus events, InstantSource clock) {
        this.channels = channels;
        this.directory = directory;
        this.copies = copies;
        this.rules = rules;
        this.backplane = backplane;
        this.attendance = attendance;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A room as a server sees it.
     *
     * @param room empty: nobody made one, the channel itself counts as one
     */
    public record View(Channel channel, Optional<Room> room, int count) {}

    /**
     * Makes the room, or puts this one whole in its place.
     *
     * @return true if there was none; refused with RT_007 for a rule that does not compile, RT_003 where channels have no rooms
     */
    public Outcome<Boolean> put(Identity who, ChannelName name, Room room) {
        return allowed(who, "make rooms").then(_ -> compiled(room)).then(_ -> roomy(who, name)).then(channel -> {
            boolean created = directory.put(channel.id(), room);
            tell(channel, new RoomChanged(channel.id(), created, room.metadata()));
            if (created) {
                events.publish(new HubEvent.RoomCreated(channel.id()));
            }
            return Outcome.done(created);
        });
    }

    /** What there is of the room; refused with RT_004 if there is none. */
    public Outcome<View> get(Identity who, ChannelName name) {
        return allowed(who, "read rooms").then(_ -> roomy(who, name)).then(channel -> {
            int count = channel.policy().presence() ? attendance.roster(channel.id()).count() : 0;
            boolean there = channel.record().room().isPresent() || (channel.policy().rooms() == RoomUse.ON_JOIN && count > 0);
            return there ? Outcome.done(new View(channel, channel.record().room(), count)) : Outcome.refused(noRoom(name));
        });
    }

    /** Closes the room: who is in it is told and hears the channel no more. Refused with RT_004 if there is none. */
    public Outcome<ChannelId> close(Identity who, ChannelName name) {
        return allowed(who, "close rooms").then(_ -> roomy(who, name)).then(channel -> {
            boolean occupied = channel.policy().rooms() == RoomUse.ON_JOIN && attendance.roster(channel.id()).count() > 0;
            if (!directory.remove(channel.id()) && !occupied) {
                return Outcome.refused(noRoom(name));
            }
            tell(channel, new RoomClosed(channel.id()));
            events.publish(new HubEvent.RoomClosed(channel.id()));
            return Outcome.done(channel.id());
        });
    }

    /**
     * Sends a user out of a channel, with all his connections, and takes him off its members; somebody who is not there is sent out all the
     * same.
     *
     * @param reason for a person; may be empty
     * @param ban    how long he may not come back; zero: he may at once, if he needs not be a member
     * @return refused with RT_008 if too many are banned there already
     */
    public Outcome<ChannelId> kick(Identity who, ChannelName name, UserId user, String reason, Duration ban) {
        return allowed(who, "kick").then(_ -> channels.planned(who.realm(), name)).then(Rooms::asked)
                .then(channel -> bannable(channel, user, ban)).then(channel -> {
                    if (ban.isPositive()) {
                        directory.ban(channel.id(), user, clock.instant().plus(ban));
                    }
                    directory.removeMember(channel.id(), user);
                    tell(channel, new MemberKicked(channel.id(), user, reason));
                    return Outcome.done(channel.id());
                });
    }

    private static Outcome<Channel> bannable(Channel channel, UserId user, Duration ban) {
        return !ban.isPositive() || channel.record().bans().admit(user)
                ? Outcome.done(channel)
                : Outcome.refused(new Refusal(ErrorCode.CHANNEL_CAPACITY_EXCEEDED, "A channel has at most " + Bans.MAX + " who are banned",
                        Map.of("limit", Bans.MAX)));
    }

    private static Outcome<Channel> asked(Channel channel) {
        return channel.id().name().isUnasked()
                ? Outcome.refused(Refusal.of(ErrorCode.PERMISSION_DENIED, "Nobody can be sent out of " + channel.id().name()))
                : Outcome.done(channel);
    }

    /** Ends every connection of the user. */
    public Outcome<UserId> dismiss(Identity who, UserId user) {
        return Scopes.need(who, Scope.CONNECTIONS_WRITE, "end connections").then(_ -> {
            ChannelId own = new ChannelId(user.realm(), ChannelName.ownOf(user));
            backplane.publish(new UserDismissed(own), History.NONE);
            return Outcome.done(user);
        });
    }

    /**
     * Who is in a channel.
     *
     * @return refused with RT_003 without the scope, RT_004 if there is no such channel
     */
    public Outcome<Roster> roster(Identity who, ChannelName name) {
        return Scopes.need(who, Scope.PRESENCE_READ, "see presence").then(_ -> channels.find(who.realm(), name))
                .then(channel -> Outcome.done(attendance.roster(channel.id())));
    }

    private void tell(Channel channel, ChannelEvent change) {
        copies.forget(channel.id());
        backplane.publish(change, History.NONE);
    }

    private static Outcome<Identity> allowed(Identity who, String deed) {
        return Scopes.need(who, Scope.ROOMS_WRITE, deed);
    }

    private Outcome<Room> compiled(Room room) {
        for (Deed deed : Deed.values()) {
            Optional<Rule> rule = room.rules().of(deed);
            if (rule.isPresent() && rules.compile("$.rules." + deed.ruleName(), rule.get(),
                    Question.before(deed)) instanceof Outcome.Refused<CompiledRule>(Refusal refusal)) {
                return Outcome.refused(refusal);
            }
        }
        return Outcome.done(room);
    }

    private Outcome<Channel> roomy(Identity who, ChannelName name) {
        return channels.planned(who.realm(), name)
                .then(channel -> channel.policy().rooms().allowed()
                        ? Outcome.done(channel)
                        : Outcome.refused(
                                Refusal.of(ErrorCode.PERMISSION_DENIED, "Channels " + channel.policy().pattern() + " have no rooms")));
    }

    private static Refusal noRoom(ChannelName name) {
        return Refusal.of(ErrorCode.CHANNEL_NOT_FOUND, "There is no room " + name);
    }
}
