package io.parley.application.connection;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

import io.parley.application.InMemoryNode;
import io.parley.application.protocol.TestWireFormat;
import io.parley.application.realm.Realms;
import io.parley.application.realm.TestRealms;
import io.parley.domain.connection.Heartbeat;
import io.parley.domain.connection.Transport;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;

/** One node of the hub, whole, and clients that come to it. */
final class TestNode {
    static final int MAX_MESSAGE_BYTES = 1_000;
    static final Heartbeat HEARTBEAT = new Heartbeat(Duration.ofSeconds(25), Optional.of(Duration.ofSeconds(60)));
    static final Heartbeat ONE_WAY = new Heartbeat(Duration.ofSeconds(25), Optional.empty());

    final InMemoryNode parts;
    final Hub hub;

    TestNode(Executor executor) {
        this(executor, TestRealms.BOTH);
    }

    TestNode(Executor executor, Realms realms) {
        this(executor, new InMemoryNode(realms));
    }

    TestNode(Executor executor, InMemoryNode parts) {
        this.parts = parts;
        hub = parts.hub(executor, MAX_MESSAGE_BYTES);
    }

    /** A client that connects as whom its admission found. */
    TestClient connects(Optional<Identity> identity, Heartbeat heartbeat) {
        return connects(identity.map(Identity::realm).orElse(RealmId.DEFAULT), identity, heartbeat);
    }

    /** A client that connects to that realm, as whom its admission found. */
    TestClient connects(RealmId realm, Optional<Identity> identity, Heartbeat heartbeat) {
        RecordingDownlink downlink = new RecordingDownlink();
        Session session = hub.open(realm, Transport.WEBSOCKET, downlink, new TestWireFormat(), heartbeat, identity);
        downlink.isThatOf(session);
        return new TestClient(session, downlink);
    }
}
