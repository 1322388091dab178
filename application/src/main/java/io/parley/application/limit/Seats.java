package io.parley.application.limit;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

import io.parley.application.Unavailable;
import io.parley.application.identity.Doorkeeper;
import io.parley.application.presence.Attendance;
import io.parley.application.realm.Realms;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.connection.LifeCycle;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Server;
import io.parley.domain.identity.UserId;
import io.parley.domain.limit.Limits;
import io.parley.domain.presence.Member;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

/**
 * How many connections a user and an address may have at once, on all nodes, and how often an address may open one. Those who sit are kept as the
 * roster of a channel of the hub's own, so that the seats of a dead node become free as its users leave. Servers need none. While the store is away
 * nobody is turned away. Thread-safe; blocks for a round trip or two.
 */
public final class Seats implements Doorkeeper {
    private static final String OF_USER = "connections of a user";
    private static final String OF_ADDRESS = "connections from an address";
    private static final String CONNECTS = "new connections from an address";

    private final Attendance attendance;
    private final Allowances allowances;
    private final Realms realms;
    private final ConcurrentMap<ConnectionId, List<ChannelId>> taken = new ConcurrentHashMap<>();

    /** Seats that all nodes share. */
    public Seats(Attendance attendance, Allowances allowances, Realms realms) {
        this.attendance = attendance;
        this.allowances = allowances;
        this.realms = realms;
    }

    /** RT_006 for an address that comes too often, and where all seats are taken. It counts as an attempt. */
    @Override
    public Optional<Refusal> refuse(RealmId realm, InetAddress client, Optional<Identity> who) {
        if (who.isPresent() && who.get() instanceof Server) {
            return Optional.empty();
        }
        Limits limits = realms.of(realm).limits();
        return limits.connects().flatMap(rate -> allowances.take("connects:" + realm + ":" + Addresses.name(client), rate))
                .map(wait -> MessageLimits.exceeded(CONNECTS, wait))
                .or(() -> limits.connectionsPerAddress().flatMap(most -> full(ofAddress(realm, client), most, OF_ADDRESS)))
                .or(() -> who.flatMap(Identity::user)
                        .flatMap(user -> limits.connectionsPerUser().flatMap(most -> full(ofUser(user), most, OF_USER))));
    }

    private Optional<Refusal> full(ChannelId seats, int most, String limit) {
        try {
            return attendance.count(seats) < most ? Optional.empty() : Optional.of(tooMany(limit, most));
        } catch (Unavailable e) {
            return Optional.empty();
        }
    }

    /** The connection sits down, as that user and from that address; if there is no seat for it, why: then it has none. */
    public Optional<Refusal> take(ConnectionId connection, Identity who, InetAddress client) {
        if (who instanceof Server) {
            return Optional.empty();
        }
        Limits limits = realms.of(who.realm()).limits();
        Optional<Refusal> refused = limits.connectionsPerAddress()
                .flatMap(most -> take(connection, ofAddress(who.realm(), client), most, OF_ADDRESS))
                .or(() -> who.user()
                        .flatMap(user -> limits.connectionsPerUser().flatMap(most -> take(connection, ofUser(user), most, OF_USER))));
        refused.ifPresent(_ -> free(connection));
        return refused;
    }

    private Optional<Refusal> take(ConnectionId connection, ChannelId seats, int most, String limit) {
        taken.merge(connection, List.of(seats), (before, more) -> Stream.concat(before.stream(), more.stream()).toList());
        try {
            return attendance.enter(seats, connection, memberOf(connection)).joined().map(MemberJoined::count).filter(count -> count > most)
                    .map(_ -> tooMany(limit, most));
        } catch (Unavailable e) {
            return Optional.empty();
        }
    }

    /** The connection has gone, or is another user's. To be called by whoever called {@link #take}, not at the same time. */
    public void free(ConnectionId connection) {
        List<ChannelId> seats = taken.remove(connection);
        if (seats != null) {
            seats.forEach(seat -> attendance.leave(seat, connection, memberOf(connection)));
        }
    }

    private static Refusal tooMany(String limit, int most) {
        return new Refusal(ErrorCode.RATE_LIMIT_EXCEEDED, "There are " + most + " " + limit + " already",
                Map.of("limit", limit, "most", most, Refusal.RETRY_AFTER, LifeCycle.REST.toMillis()));
    }

    private static Member memberOf(ConnectionId connection) {
        return new Member(new UserId(RealmId.HUB, connection.value()), Profile.UNKNOWN);
    }

    private static ChannelId ofUser(UserId user) {
        return new ChannelId(RealmId.HUB, ChannelName.about("seats:user:" + user.realm() + ":", user));
    }

    private static ChannelId ofAddress(RealmId realm, InetAddress client) {
        return new ChannelId(RealmId.HUB, new ChannelName("seats:address:" + realm + ":" + Addresses.name(client)));
    }
}
