package io.parley.application.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.Unavailable;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.connection.NodeId;
import io.parley.domain.connection.Transport;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What {@link ConnectionDirectory} promises, as a program. An adapter's test extends it, gives it nodes and ends them itself. The realm is new in
 * every test, so that a store may be shared by all.
 */
public abstract class ConnectionDirectoryContract {
    private final RealmId realm = new RealmId("r-" + UUID.randomUUID());
    private final NodeId nodeHere = new NodeId("here-" + UUID.randomUUID());
    private final NodeId nodeThere = new NodeId("there-" + UUID.randomUUID());
    private final SomeConnections atHome = new SomeConnections(nodeHere);
    private final SomeConnections away = new SomeConnections(nodeThere);
    private ConnectionDirectory here;
    private ConnectionDirectory there;

    /** For adapters' tests. */
    protected ConnectionDirectoryContract() {}

    /** A new node of the one cluster that all nodes of this test share. */
    protected abstract ConnectionDirectory node(NodeId node, NodeConnections connections);

    /** From now on the node answers nobody; it still counts as living. */
    protected abstract void fallsSilent(ConnectionDirectory node);

    /** From now on the node counts as dead. */
    protected abstract void dies(ConnectionDirectory node);

    @BeforeEach
    void twoNodesOfOneCluster() {
        here = node(nodeHere, atHome);
        there = node(nodeThere, away);
    }

    private ConnectionQuery all(int limit) {
        return new ConnectionQuery(realm, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
    }

    private ConnectionQuery all() {
        return all(ConnectionQuery.MAX_LIMIT);
    }

    private static ConnectionQuery after(ConnectionQuery query, ConnectionId id) {
        return new ConnectionQuery(query.realm(), query.user(), query.channel(), query.node(), query.transport(), Optional.of(id),
                query.limit());
    }

    // Finding

    @Test
    void whereNobodyIsConnectedNobodyIsFound() {
        assertThat(here.find(all())).isEqualTo(new ConnectionPage(List.of(), Optional.empty(), false));
    }

    @Test
    void theConnectionsOfAllNodesAreFoundInTheOrderOfTheirIds() {
        ConnectionView b = away.with(realm, "b", "ada", "room:1");
        ConnectionView a = atHome.with(realm, "a", "bob");
        ConnectionView c = atHome.with(realm, "c", "");
        assertThat(here.find(all()).connections()).containsExactly(a, b, c);
    }

    @Test
    void theyAreTheSameFromEveryNode() {
        atHome.with(realm, "a", "ada");
        away.with(realm, "b", "auth0|Jörg 🦊", Transport.SSE, "room:1", "chat:x");
        assertThat(there.find(all())).isEqualTo(here.find(all()));
    }

    @Test
    void nothingCrossesRealms() {
        away.with(new RealmId("r-" + UUID.randomUUID()), "a", "ada");
        assertThat(here.find(all()).connections()).isEmpty();
    }

    @Test
    void aUsersConnectionsAreFound() {
        ConnectionView one = atHome.with(realm, "a", "ada");
        ConnectionView other = away.with(realm, "b", "ada");
        away.with(realm, "c", "bob");
        away.with(realm, "d", "");
        ConnectionQuery query = new ConnectionQuery(realm, Optional.of(new UserId(realm, "ada")), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), 10);
        assertThat(here.find(query).connections()).containsExactly(one, other);
    }

    @Test
    void theConnectionsInAChannelAreFound() {
        atHome.with(realm, "a", "ada", "room:2");
        ConnectionView in = away.with(realm, "b", "ada", "room:1", "room:2");
        ConnectionQuery query = new ConnectionQuery(realm, Optional.empty(), Optional.of(new ChannelName("room:1")), Optional.empty(),
                Optional.empty(), Optional.empty(), 10);
        assertThat(here.find(query).connections()).containsExactly(in);
    }

    @Test
    void aNodesConnectionsAreFound() {
        ConnectionView one = atHome.with(realm, "a", "ada");
        ConnectionView other = away.with(realm, "b", "ada");
        assertThat(here.find(at(nodeThere)).connections()).containsExactly(other);
        assertThat(here.find(at(nodeHere)).connections()).containsExactly(one);
        assertThat(here.find(at(new NodeId("nowhere")))).isEqualTo(new ConnectionPage(List.of(), Optional.empty(), false));
    }

    private ConnectionQuery at(NodeId node) {
        return new ConnectionQuery(realm, Optional.empty(), Optional.empty(), Optional.of(node), Optional.empty(), Optional.empty(), 10);
    }

    @Test
    void theConnectionsOfATransportAreFound() {
        atHome.with(realm, "a", "ada");
        ConnectionView stream = away.with(realm, "b", "ada", Transport.SSE);
        ConnectionQuery query = new ConnectionQuery(realm, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(Transport.SSE),
                Optional.empty(), 10);
        assertThat(here.find(query).connections()).containsExactly(stream);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 20, 21})
    void pageByPageEachIsThereOnceAndInOrder(int limit) {
        List<ConnectionView> views = IntStream.range(10, 30).mapToObj(i -> (i % 2 == 0 ? atHome : away).with(realm, "c-" + i, "ada"))
                .toList();
        List<ConnectionView> seen = new ArrayList<>();
        ConnectionPage page = here.find(all(limit));
        seen.addAll(page.connections());
        while (page.next().isPresent()) {
            assertThat(page.connections()).hasSize(limit);
            page = here.find(after(all(limit), page.next().get()));
            seen.addAll(page.connections());
        }
        assertThat(seen).isEqualTo(views);
    }

    @Test
    void aPageIsNotMovedByWhoWentSince() {
        IntStream.range(0, 6).forEach(i -> away.with(realm, "c-" + i, "ada"));
        ConnectionPage first = here.find(all(3));
        away.end(realm, new ConnectionId("c-0"));
        away.end(realm, new ConnectionId("c-2"));
        assertThat(here.find(after(all(3), first.next().orElseThrow())).connections()).extracting(view -> view.id().value())
                .containsExactly("c-3", "c-4", "c-5");
    }

    @Test
    void aThousandConnectionsFitOnAPage() {
        String[] channels = IntStream.range(0, 100).mapToObj(i -> "room:" + "x".repeat(30) + i).toArray(String[]::new);
        IntStream.range(0, 1_100).forEach(i -> away.with(realm, "c-" + (10_000 + i), "ada", channels));
        ConnectionPage page = here.find(all());
        assertThat(page.connections()).hasSize(1_000);
        assertThat(page.next()).contains(new ConnectionId("c-10999"));
        assertThat(page.partial()).isFalse();
    }

    // Ending

    @Test
    void aConnectionIsEndedWhereverItIs() {
        ConnectionView one = atHome.with(realm, "a", "ada");
        ConnectionView other = away.with(realm, "b", "ada");
        assertThat(here.end(realm, one.id())).isTrue();
        assertThat(here.end(realm, other.id())).isTrue();
        assertThat(there.find(all()).connections()).isEmpty();
    }

    @Test
    void aConnectionThatNobodyHasIsNotEnded() {
        assertThat(here.end(realm, new ConnectionId("nobody's"))).isFalse();
    }

    @Test
    void aConnectionOfAnotherRealmIsNotEnded() {
        RealmId other = new RealmId("r-" + UUID.randomUUID());
        ConnectionView view = away.with(other, "a", "ada");
        assertThat(here.end(realm, view.id())).isFalse();
        assertThat(away.end(other, view.id())).isTrue();
    }

    // Nodes that do not answer

    @Test
    void aNodeThatLivesAndDoesNotAnswerMakesAPagePartial() {
        ConnectionView known = atHome.with(realm, "a", "ada");
        away.with(realm, "b", "ada");
        fallsSilent(there);
        assertThat(here.find(all())).isEqualTo(new ConnectionPage(List.of(known), Optional.empty(), true));
    }

    @Test
    void whoDoesNotAnswerIsNotMissedWhereHeIsNotAsked() {
        fallsSilent(there);
        assertThat(here.find(at(nodeHere)).partial()).isFalse();
    }

    @Test
    void whetherASilentNodeHasAConnectionNobodyKnows() {
        fallsSilent(there);
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> here.end(realm, new ConnectionId("b")));
    }

    @Test
    void aConnectionThatIsFoundIsEndedWhoeverIsSilent() {
        ConnectionView view = atHome.with(realm, "a", "ada");
        fallsSilent(there);
        assertThat(here.end(realm, view.id())).isTrue();
    }

    @Test
    void theConnectionsOfADeadNodeAreGone() {
        ConnectionView known = atHome.with(realm, "a", "ada");
        away.with(realm, "b", "ada");
        dies(there);
        assertThat(here.find(all())).isEqualTo(new ConnectionPage(List.of(known), Optional.empty(), false));
        assertThat(here.end(realm, new ConnectionId("b"))).isFalse();
    }
}
