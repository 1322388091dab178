package io.parley.application.connection;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

import io.parley.application.InMemoryNode;
import io.parley.application.channel.Publishing;
import io.parley.application.event.HubEvent;
import io.parley.application.extension.ClientEventHandler;
import io.parley.application.protocol.TestWireFormat;
import io.parley.application.realm.Realms;
import io.parley.application.realm.TestRealms;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.Heartbeat;
import io.parley.domain.connection.Transport;
import io.parley.domain.delivery.Priority;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.Refusal;

/** One node of the hub, whole, and clients that come to it. It knows the tokens "ada's", "ada's next", good for two hours, and "bob's". */
final class TestNode {
    static final int MAX_MESSAGE_BYTES = 1_000;
    static final Heartbeat HEARTBEAT = new Heartbeat(Duration.ofSeconds(25), Optional.of(Duration.ofSeconds(60)));
    static final Heartbeat ONE_WAY = new Heartbeat(Duration.ofSeconds(25), Optional.empty());

    /** What the node shares with others, if there are any. */
    final InMemoryNode.Cluster cluster;
    final InMemoryNode parts;
    private final Executor executor;
    Hub hub;

    /** A node that does everything at once, on the test's thread. */
    TestNode() {
        this(ManualExecutor.atOnce());
    }

    TestNode(Executor executor) {
        this(executor, TestRealms.BOTH);
    }

    TestNode(Executor executor, Realms realms) {
        this(executor, realms, new InMemoryNode.Cluster(), "node-1");
    }

    private TestNode(Executor executor, Realms realms, InMemoryNode.Cluster cluster, String name) {
        this.cluster = cluster;
        parts = new InMemoryNode(cluster, name, realms);
        this.executor = executor;
        hub = parts.hub(executor, MAX_MESSAGE_BYTES);
        parts.tokens.with("ada's", People.ADA).with("ada's next", People.user("ada", 7200)).with("bob's", People.BOB);
    }

    /** A node that lets in who shows nothing, as nobody. */
    static TestNode open() {
        return new TestNode(ManualExecutor.atOnce(), TestRealms.OPEN);
    }

    /** The same node with an extension, for clients that come from now on. */
    TestNode with(ClientEventHandler extension) {
        parts.handlers.add(extension);
        hub = parts.hub(executor, MAX_MESSAGE_BYTES);
        return this;
    }

    /** Another node of the same cluster, which does everything at once. */
    TestNode another(String name) {
        return new TestNode(ManualExecutor.atOnce(), parts.realms, cluster, name);
    }

    /** A client whom its admission knew. */
    TestClient connects(Identity identity) {
        return connects(Optional.of(identity), HEARTBEAT);
    }

    /** A client that cannot answer a ping, so that nobody waits for it to. */
    TestClient connectsOneWay(Identity identity) {
        return connects(Optional.of(identity), ONE_WAY);
    }

    /** A client that may be nobody, and is. */
    TestClient connectsAsNobody() {
        return connects(new Anonymous(RealmId.DEFAULT));
    }

    /** A client that has to say who it is by message. */
    TestClient connectsUnknown() {
        return connects(Optional.empty(), HEARTBEAT);
    }

    private TestClient connects(Optional<Identity> identity, Heartbeat heartbeat) {
        RecordingDownlink downlink = new RecordingDownlink();
        Session session = hub.open(RealmId.DEFAULT, Transport.WEBSOCKET, downlink, new TestWireFormat(), heartbeat,
                InetAddress.getLoopbackAddress(), identity);
        downlink.isThatOf(session);
        return new TestClient(session, downlink);
    }

    /** A client that is let in only to be told that. */
    TestClient turnsAway(Refusal refusal) {
        RecordingDownlink downlink = new RecordingDownlink();
        Session session = hub.turnAway(RealmId.DEFAULT, Transport.WEBSOCKET, downlink, new TestWireFormat(), HEARTBEAT,
                InetAddress.getLoopbackAddress(), refusal);
        downlink.isThatOf(session);
        return new TestClient(session, downlink);
    }

    /** A server says something to all who hear the channel. */
    void broadcasts(String channel, String event) {
        parts.publishing.broadcast(People.BACKEND, new ChannelName(channel),
                Publishing.Words.toAll(event, Payload.ofJson("1"), Priority.NORMAL));
    }

    void timePasses(long seconds) {
        parts.timers.advance(Duration.ofSeconds(seconds));
    }

    /** What the hub told of one kind. */
    <E extends HubEvent> List<E> told(Class<E> kind) {
        return parts.events.events(kind);
    }
}
