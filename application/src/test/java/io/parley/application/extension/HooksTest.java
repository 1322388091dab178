package io.parley.application.extension;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.parley.application.InMemoryNode;
import io.parley.application.event.HubEvent;
import io.parley.application.extension.ExtensionWatch.Failure;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.connection.Transport;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;

import static org.assertj.core.api.Assertions.assertThat;

/** What hooks are told of connections. */
class HooksTest {
    private static final Identity NOBODY = new Anonymous(RealmId.DEFAULT);

    private final InMemoryNode node = new InMemoryNode();
    private final List<String> told = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();

    private final ConnectionHook recorder = new ConnectionHook() {
        @Override
        public void opened(Peer peer, HubActions hub) {
            told.add(peer.connection() + " opened");
        }

        @Override
        public void authenticated(Peer peer, HubActions hub) {
            told.add(peer.connection() + " authenticated");
        }

        @Override
        public void closed(Peer peer, String reason, HubActions hub) {
            told.add(peer.connection() + " closed: " + reason);
        }
    };

    private Hooks hooks(ConnectionHook... hooks) {
        return new Hooks(List.of(hooks), List.of(), node.guards, new Lanes(later::add, 3), node.actions());
    }

    private static HubEvent opened(String id) {
        return new HubEvent.ConnectionOpened(new ConnectionId(id), Transport.WEBSOCKET, NOBODY);
    }

    private static HubEvent closed(String id) {
        return new HubEvent.ConnectionClosed(new ConnectionId(id), Transport.WEBSOCKET, NOBODY, "over");
    }

    private void allIsDone() {
        List<Runnable> due = List.copyOf(later);
        later.clear();
        due.forEach(Runnable::run);
    }

    @Test
    void whatAConnectionDoesIsToldInItsOrder() {
        Hooks hooks = hooks(recorder);
        hooks.accept(opened("a"));
        hooks.accept(new HubEvent.Authenticated(new ConnectionId("a"), NOBODY));
        hooks.accept(closed("a"));
        assertThat(told).isEmpty();
        allIsDone();
        assertThat(told).containsExactly("a opened", "a authenticated", "a closed: over");
    }

    @Test
    void aConnectionThatIsSilentForAWhileIsToldOfAgain() {
        Hooks hooks = hooks(recorder);
        hooks.accept(opened("a"));
        allIsDone();
        hooks.accept(closed("a"));
        allIsDone();
        assertThat(told).containsExactly("a opened", "a closed: over");
    }

    @Test
    void oneConnectionDoesNotWaitForAnother() {
        Hooks hooks = hooks(recorder);
        hooks.accept(opened("a"));
        hooks.accept(opened("b"));
        later.removeFirst();
        allIsDone();
        assertThat(told).containsExactly("b opened");
    }

    @Test
    void oneThatFailsIsSkipped() {
        Hooks hooks = hooks(new ConnectionHook() {
            @Override
            public void opened(Peer peer, HubActions hub) {
                throw new IllegalStateException("test: broken");
            }
        }, recorder);
        hooks.accept(opened("a"));
        allIsDone();
        assertThat(told).containsExactly("a opened");
        assertThat(node.extensions.failures()).containsExactly(Failure.THREW);
    }

    @Test
    void whatIsTooMuchIsNotToldAndThatIsNoticed() {
        Hooks hooks = hooks(recorder);
        List.of("a", "b", "c", "d").forEach(id -> hooks.accept(opened(id)));
        allIsDone();
        assertThat(told).hasSize(3);
        assertThat(node.extensions.failures()).containsExactly(Failure.CROWDED);
    }
}
