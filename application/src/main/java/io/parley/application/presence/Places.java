package io.parley.application.presence;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.parley.domain.connection.ConnectionId;
import io.parley.domain.presence.Member;

/** What this node holds in the rosters: as much as its connections have entered, what they are leaving, and what it owes. Thread-safe. */
final class Places {
    private final ConcurrentMap<Seat, Occupancy> occupied = new ConcurrentHashMap<>();
    /** The sets are copied when they change: they are small, and there are as many as connections. */
    private final ConcurrentMap<ConnectionId, Set<Seat>> byConnection = new ConcurrentHashMap<>();

    /** How it stands with a seat. Its monitor is held while the store is told, so that who leaves is not put back at the same moment. */
    static final class Occupancy {
        /** As he is called: by his newest token. */
        Member member;
        boolean left;
        boolean owed;
        /** Counts arrivals and departures: a departure that was overtaken is none. */
        int turn;
        @Nullable
        volatile Instant idleSince;
        /** Whether the store is known to know that. */
        boolean idleIsTold;

        Occupancy(Member member) {
            this.member = member;
        }
    }

    /** How it stands with the seat, which is taken with this, by whom is called so unless he was there before. */
    Occupancy take(Seat seat, Member member) {
        Occupancy occupancy = occupied.computeIfAbsent(seat, _ -> new Occupancy(member));
        keep(seat, occupancy);
        return occupancy;
    }

    /** The seat is taken, though it may have been freed meanwhile. */
    void keep(Seat seat, Occupancy occupancy) {
        occupied.put(seat, occupancy);
        byConnection.compute(seat.connection(), (_, seats) -> seats == null ? Set.of(seat) : with(seat, seats));
    }

    void free(Seat seat, Occupancy occupancy) {
        occupied.remove(seat, occupancy);
        byConnection.computeIfPresent(seat.connection(), (_, seats) -> without(seat, seats));
    }

    private static Set<Seat> with(Seat seat, Set<Seat> seats) {
        return seats.contains(seat) ? seats : Stream.concat(seats.stream(), Stream.of(seat)).collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable Set<Seat> without(Seat seat, Set<Seat> seats) {
        Set<Seat> left = seats.stream().filter(other -> !other.equals(seat)).collect(Collectors.toUnmodifiableSet());
        return left.isEmpty() ? null : left;
    }

    Optional<Occupancy> of(Seat seat) {
        return Optional.ofNullable(occupied.get(seat));
    }

    boolean isTaken(Seat seat) {
        return occupied.containsKey(seat);
    }

    void forEach(BiConsumer<Seat, Occupancy> action) {
        occupied.forEach(action);
    }

    /** Those that the connection has in channels that hear of it. */
    Map<Seat, Occupancy> heardOf(ConnectionId connection) {
        Map<Seat, Occupancy> seats = new ConcurrentHashMap<>();
        byConnection.getOrDefault(connection, Set.of()).stream()
                .filter(seat -> Publicity.of(seat.channel()) == Publicity.CHANNEL)
                .forEach(seat -> of(seat).ifPresent(occupancy -> seats.put(seat, occupancy)));
        return seats;
    }
}
