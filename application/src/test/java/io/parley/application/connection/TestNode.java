package io.parley.application.connection;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;

import io.parley.application.ManualClock;
import io.parley.application.channel.Subscribing;
import io.parley.application.delivery.Broadcaster;
import io.parley.application.delivery.InMemoryBackplane;
import io.parley.application.delivery.Publishing;
import io.parley.application.event.RecordingEventBus;
import io.parley.application.identity.KnownTokens;
import io.parley.application.presence.Attendance;
import io.parley.application.presence.InMemoryPresenceDirectory;
import io.parley.application.protocol.TestWireFormat;
import io.parley.domain.channel.ShippedPolicies;
import io.parley.domain.connection.Heartbeat;
import io.parley.domain.connection.NodeId;
import io.parley.domain.connection.Transport;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;

/** One node of the hub, whole, on ports in memory. */
final class TestNode {
    static final int MAX_MESSAGE_BYTES = 1_000;
    static final Heartbeat HEARTBEAT = new Heartbeat(Duration.ofSeconds(25), Optional.of(Duration.ofSeconds(60)));
    static final Heartbeat ONE_WAY = new Heartbeat(Duration.ofSeconds(25), Optional.empty());

    final ManualClock clock = new ManualClock();
    final ManualTimers timers = new ManualTimers(clock);
    final InMemoryBackplane.Store store = new InMemoryBackplane.Store();
    final InMemoryBackplane backplane = new InMemoryBackplane(store);
    final InMemoryPresenceDirectory directory = new InMemoryPresenceDirectory(
            new InMemoryPresenceDirectory.Cluster(clock, Duration.ofSeconds(15)), new NodeId("node-1"));
    final Attendance attendance = new Attendance(directory, backplane);
    final Publishing publishing = new Publishing(ShippedPolicies.BOOK, backplane, clock);
    final KnownTokens tokens = new KnownTokens();
    final RecordingEventBus events = new RecordingEventBus();
    final Hub hub;

    TestNode(Executor executor) {
        Subscribing subscribing = new Subscribing(ShippedPolicies.BOOK, new Broadcaster(backplane), backplane, attendance);
        SessionSettings settings = new SessionSettings(new NodeId("node-1"), Duration.ofSeconds(10), MAX_MESSAGE_BYTES);
        hub = new Hub(settings, tokens, subscribing, publishing, events, timers, executor, clock, UUID::randomUUID);
    }

    /** A client that connects as whom its admission found. */
    TestClient connects(Optional<Identity> identity, Heartbeat heartbeat) {
        RecordingDownlink downlink = new RecordingDownlink();
        Session session = hub.open(RealmId.DEFAULT, Transport.WEBSOCKET, downlink, new TestWireFormat(), heartbeat, identity);
        downlink.isThatOf(session);
        return new TestClient(session, downlink);
    }
}
