package io.parley.application.channel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.parley.application.InMemoryNode;
import io.parley.application.ManualClock;
import io.parley.application.realm.AddressPolicy;
import io.parley.application.realm.OriginPolicy;
import io.parley.application.realm.Realm;
import io.parley.application.realm.Realms;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.ChannelPattern;
import io.parley.domain.channel.ChannelPolicy;
import io.parley.domain.channel.History;
import io.parley.domain.channel.PolicyBook;
import io.parley.domain.channel.RoomUse;
import io.parley.domain.channel.Rule;
import io.parley.domain.channel.Rules;
import io.parley.domain.delivery.Audience;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Priority;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.Outcome;

/** Two nodes of one cluster, four clients, two channels, and what happens to them, one step after the other. */
final class Course {
    static final int NODES = 2;
    static final int CLIENTS = 4;
    /** Of one so little is kept that it is trimmed under everybody's feet; of the other more than is read at once. */
    static final List<ChannelName> CHANNELS = List.of(new ChannelName("short:1"), new ChannelName("long:1"));
    private static final Duration AGE = Duration.ofDays(1);
    private static final Realms REALMS = new Realms(List.of(new Realm(RealmId.DEFAULT, Set.of(),
            new PolicyBook(List.of(policy("short:*", 6), policy("long:*", 5_000))), true, new OriginPolicy(Set.of()),
            AddressPolicy.ANYBODY)));

    private final InMemoryNode.Cluster cluster = new InMemoryNode.Cluster();
    private final Told told = new Told(cluster);
    private final List<Node> nodes = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final Duration grace;
    private int said;

    Course(Duration grace) {
        this.grace = grace;
        IntStream.range(0, NODES).forEach(_ -> nodes.add(new Node()));
        IntStream.range(0, CLIENTS).forEach(i -> clients.add(new Client(i)));
    }

    private static ChannelPolicy policy(String pattern, int kept) {
        return new ChannelPolicy(ChannelPattern.of(pattern), Rules.of(Rule.EVERYONE, Rule.EVERYONE), new History(kept, AGE), false,
                RoomUse.NONE, OptionalInt.empty(), false);
    }

    private static ChannelId id(ChannelName channel) {
        return new ChannelId(RealmId.DEFAULT, channel);
    }

    private final class Node {
        final Queue<Runnable> repairs = new ArrayDeque<>();
        final Queue<Runnable> catchingUp = new ArrayDeque<>();
        final InMemoryNode hub = new InMemoryNode(cluster, "node-" + nodes.size(), REALMS, repairs::add, catchingUp::add, grace);
        boolean away;

        void away(boolean now) {
            away = now;
            hub.backplane.faults().heal();
            if (now) {
                hub.backplane.faults().storeIsAwayAt("read", "publish", "attach");
            }
        }

        void pass(Duration time) {
            hub.timers.advance(time);
            repair();
            for (Runnable run = next(); run != null; run = next()) {
                run.run();
            }
        }

        /** Who catches up waits for the store, in vain on the thread of a test. */
        private Runnable next() {
            return away ? null : catchingUp.poll();
        }

        void repair() {
            for (Runnable repair = repairs.poll(); repair != null; repair = repairs.poll()) {
                repair.run();
            }
        }
    }

    private final class Client {
        final String user;
        final Map<ChannelName, Witness> witnesses;
        Traveller line;
        int at;

        Client(int number) {
            user = "client-" + number;
            at = number % NODES;
            witnesses = CHANNELS.stream().collect(Collectors.toMap(Function.identity(), channel -> new Witness(id(channel), user, told)));
            line = connected();
        }

        private Traveller connected() {
            return new Traveller(user, OneNode.user(user), witnesses, () -> nodes.get(at).repair());
        }

        private Subscribing hub() {
            return nodes.get(at).hub.subscribing;
        }

        void enter(ChannelName channel, boolean recover) {
            // Who has not been given the answer yet does not ask again: one thing is done for him at a time.
            if (nodes.get(at).away || line.answered.containsKey(channel)) {
                return;
            }
            boolean heard = line.entered().containsKey(channel);
            Optional<Position> from = witnesses.get(channel).known().filter(_ -> recover);
            int before = told.changes();
            Optional<Boolean> honest = from.map(known -> told.isComplete(id(channel), known));
            Entry entry = OneNode.valueOf(hub().enter(line, new Wish(channel, false, from, 0, Optional.empty(), Optional.empty())));
            line.answered.put(channel, entry);
            witnesses.get(channel).enters(entry.past().orElseThrow(), from, heard, honest.filter(_ -> told.changes() == before));
        }

        void goLive() {
            List<Entry> entries = List.copyOf(line.answered.values());
            line.answered.clear();
            entries.forEach(entry -> hub().goLive(line, entry));
        }

        void leave(ChannelName channel) {
            line.answered.remove(channel);
            hub().leave(line, channel);
        }

        void reconnect(int node, boolean dead) {
            List<ChannelName> where = List.copyOf(line.entered().keySet());
            if (!dead) {
                hub().leaveAll(line);
            }
            line = connected();
            at = node;
            where.forEach(channel -> {
                enter(channel, true);
                goLive();
            });
        }
    }

    /** Does it. */
    void take(Step step) {
        switch (step) {
            case Step.Say(int node, int channel, int count, int notFor) -> say(nodes.get(node), CHANNELS.get(channel), count, notFor);
            case Step.Enter(int client, int channel, boolean recover) -> clients.get(client).enter(CHANNELS.get(channel), recover);
            case Step.GoLive(int client) -> clients.get(client).goLive();
            case Step.Leave(int client, int channel) -> clients.get(client).leave(CHANNELS.get(channel));
            case Step.Reconnect(int client, int node) -> clients.get(client).reconnect(node, false);
            case Step.Cut(int node) -> nodes.get(node).hub.backplane.cut();
            case Step.Mend(int node) -> nodes.get(node).hub.backplane.mend();
            case Step.HearAgain(int node) -> nodes.get(node).hub.backplane.hearAgain();
            case Step.StoreAway(int node) -> nodes.get(node).away(true);
            case Step.StoreBack(int node) -> nodes.get(node).away(false);
            case Step.Die(int node) -> die(node);
            case Step.FailOver(int unheard) -> change(() -> cluster.backplane.failOver(unheard));
            case Step.LoseHistory() -> change(cluster.backplane::loseHistory);
            case Step.Pass(int seconds) -> nodes.forEach(node -> node.pass(Duration.ofSeconds(seconds)));
            case Step.AtRead(int node, boolean before, List<Step> what) -> atRead(nodes.get(node).hub, before, what);
        }
    }

    private static Message message(ChannelName channel, int number, Optional<String> without) {
        return new Message(id(channel), "said", Payload.ofJson("" + number), ManualClock.START, Optional.empty(),
                new Audience(Optional.empty(), without.map(Set::of).orElse(Set.of()), Set.of(), Optional.empty()), Priority.NORMAL);
    }

    private void say(Node node, ChannelName channel, int count, int notFor) {
        for (int i = 1; i <= count && !node.away; i++) {
            Message message = message(channel, ++said, Optional.of("client-" + notFor).filter(_ -> count % 2 == 1));
            Position expected = told.says(message);
            Publishing.Words words = new Publishing.Words(message.event(), message.data(), message.priority(), message.audience());
            if (!node.hub.publishing.broadcast(OneNode.BACKEND, channel, words).equals(Outcome.done(Optional.of(expected)))) {
                throw new AssertionError("It is not acknowledged at " + expected);
            }
        }
    }

    private void die(int node) {
        nodes.get(node).hub.backplane.cut();
        nodes.set(node, new Node());
        clients.stream().filter(client -> client.at == node).forEach(client -> client.reconnect((node + 1) % NODES, true));
    }

    private void change(Runnable deed) {
        deed.run();
        told.changed(CHANNELS.stream().map(Course::id).toList());
    }

    private void atRead(InMemoryNode hub, boolean before, List<Step> what) {
        if (before) {
            hub.backplane.faults().justBefore("read", () -> what.forEach(this::take));
        } else {
            hub.backplane.faults().justAfter("read", () -> what.forEach(this::take));
        }
    }

    /** All faults end, and everybody has read what there is. */
    Course atRest() {
        nodes.forEach(node -> node.away(false));
        // More than once: what was to happen at a read may happen only now.
        IntStream.range(0, 4).forEach(_ -> {
            nodes.forEach(node -> node.hub.backplane.mend());
            clients.forEach(Client::goLive);
            take(new Step.Pass(10));
        });
        return this;
    }

    /** Each who hears a channel now knows all of it. */
    void everybodyKnowsAll() {
        clients.forEach(client -> client.line.entered().keySet().forEach(channel -> client.witnesses.get(channel).knowsAll()));
    }

    private Stream<Witness> witnesses() {
        return clients.stream().flatMap(client -> client.witnesses.values().stream());
    }

    /** What was wrong. */
    List<String> complaints() {
        return witnesses().flatMap(witness -> witness.complaints().stream()).toList();
    }

    /** How often anybody was told of a loss. */
    int losses() {
        return witnesses().mapToInt(Witness::losses).sum();
    }
}
