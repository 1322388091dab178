package io.parley.adapters.redis.presence;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.parley.application.delivery.RecordingListener;
import io.parley.application.event.HubEvent;
import io.parley.application.event.RecordingEventBus;
import io.parley.application.presence.Attendance;
import io.parley.application.presence.Departures;
import io.parley.application.presence.PresenceDirectory;
import io.parley.application.presence.RosterReplay;
import io.parley.devservices.testing.TestServers;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.Roster;

import static org.assertj.core.api.Assertions.assertThat;

/** Thousands who come and go on two nodes at once. */
class PresenceChurnTest {
    private static final int USERS = 2_000;
    private static final int ROUNDS = 2;
    /** As many at once as a node's sessions keep busy. */
    private static final int AT_ONCE = 64;

    private final ChannelId channel = new ChannelId(new RealmId("r-" + UUID.randomUUID()), new ChannelName("room:1"));
    private final RecordingEventBus events = new RecordingEventBus();
    private final RecordingListener heard = new RecordingListener();
    private RedisPresenceCluster cluster;
    private PresenceDirectory dying;
    private Attendance here;
    private Attendance there;
    private Roster first;

    @BeforeEach
    void twoNodes() {
        cluster = new RedisPresenceCluster(TestServers.redisUrl());
        dying = cluster.node();
        here = attendance(cluster.node());
        there = attendance(dying);
        cluster.backplane().attach(channel, heard);
        first = here.roster(channel);
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    private Attendance attendance(PresenceDirectory directory) {
        return new Attendance(directory, events,
                new Departures((_, _) -> () -> {}, Runnable::run, InstantSource.system(), Duration.ZERO));
    }

    private Member member(int user) {
        return new Member(new UserId(channel.realm(), "user-%04d".formatted(user)), Profile.UNKNOWN);
    }

    /** Phone here, laptop there, in any order; in the end one of three is here, one there, and one nowhere. */
    private void flaps(int user) {
        ConnectionId phone = new ConnectionId("phone-" + user);
        ConnectionId laptop = new ConnectionId("laptop-" + user);
        for (int round = 0; round < ROUNDS; round++) {
            here.enter(channel, phone, member(user));
            there.enter(channel, laptop, member(user));
            if (user % 2 == round % 2) {
                here.leave(channel, phone, member(user));
                there.depart(channel, laptop, member(user));
            } else {
                there.leave(channel, laptop, member(user));
                here.depart(channel, phone, member(user));
            }
        }
        switch (user % 3) {
            case 0 -> here.enter(channel, phone, member(user));
            case 1 -> there.enter(channel, laptop, member(user));
            default -> {}
        }
    }

    private void allFlap() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> flapping = new ArrayList<>();
            IntStream.range(0, USERS).forEach(user -> flapping.add(threads.submit(() -> flaps(user))));
            for (Future<?> one : flapping) {
                one.get();
            }
        }
    }

    private List<Member> members(int... remainders) {
        return IntStream.range(0, USERS).filter(user -> IntStream.of(remainders).anyMatch(one -> one == user % 3)).mapToObj(this::member)
                .toList();
    }

    /** The roster, once all that led to it was heard. */
    private Roster heardOf() {
        Roster roster = here.roster(channel);
        Awaitility.await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(heard.deliveries()).hasSize((int) roster.version().number()));
        return roster;
    }

    @Test
    void rostersAreExactAndSoIsWhatWasHeardOfThem() throws Exception {
        allFlap();
        Roster flapped = heardOf();
        assertThat(flapped.members()).isEqualTo(members(0, 1));
        assertThat(new RosterReplay(first).after(heard.events()).now()).isEqualTo(flapped);
        cluster.letLeaseRunOut(dying);
        here.keepUp();
        Roster left = heardOf();
        assertThat(left.members()).isEqualTo(members(0));
        assertThat(new RosterReplay(first).after(heard.events()).now()).isEqualTo(left);
        assertThat(events.events(HubEvent.UserJoined.class)).hasSize(events.events(HubEvent.UserLeft.class).size() + left.count());
    }
}
