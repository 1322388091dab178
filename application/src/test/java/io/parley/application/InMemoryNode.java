package io.parley.application;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import io.parley.application.channel.ChannelRecords;
import io.parley.application.channel.Channels;
import io.parley.application.channel.Durables;
import io.parley.application.channel.InMemoryChannelCopies;
import io.parley.application.channel.InMemoryChannelDirectory;
import io.parley.application.channel.InMemoryDurableCursors;
import io.parley.application.channel.Permissions;
import io.parley.application.channel.Publishing;
import io.parley.application.channel.RealmActions;
import io.parley.application.channel.Rooms;
import io.parley.application.channel.Showing;
import io.parley.application.channel.Subscribing;
import io.parley.application.connection.Hub;
import io.parley.application.connection.SessionSettings;
import io.parley.application.delivery.Broadcaster;
import io.parley.application.delivery.Histories;
import io.parley.application.delivery.InMemoryBackplane;
import io.parley.application.delivery.InMemoryMessageArchive;
import io.parley.application.delivery.PresenceTerms;
import io.parley.application.delivery.SlowConsumerTerms;
import io.parley.application.event.RecordingEventBus;
import io.parley.application.extension.ClientEventHandler;
import io.parley.application.extension.ClientEvents;
import io.parley.application.extension.Guard;
import io.parley.application.extension.Guards;
import io.parley.application.extension.Hooks;
import io.parley.application.extension.HubActions;
import io.parley.application.extension.Interceptors;
import io.parley.application.extension.Lanes;
import io.parley.application.extension.RecordingExtensionWatch;
import io.parley.application.extension.ServiceEventListener;
import io.parley.application.extension.ServiceEvents;
import io.parley.application.identity.InMemoryTicketStore;
import io.parley.application.identity.KnownTokens;
import io.parley.application.ingest.PlainFields;
import io.parley.application.limit.Allowances;
import io.parley.application.limit.InMemoryBuckets;
import io.parley.application.limit.MessageLimits;
import io.parley.application.limit.Seats;
import io.parley.application.preference.InMemoryPreferenceStore;
import io.parley.application.preference.Preferring;
import io.parley.application.presence.Activity;
import io.parley.application.presence.Attendance;
import io.parley.application.presence.Departures;
import io.parley.application.presence.InMemoryPresenceDirectory;
import io.parley.application.presence.Online;
import io.parley.application.protocol.JsonTexts;
import io.parley.application.protocol.PlainTexts;
import io.parley.application.realm.Realms;
import io.parley.application.realm.TestRealms;
import io.parley.application.rule.PlainRules;
import io.parley.application.time.ManualTimers;
import io.parley.domain.connection.NodeId;
import io.parley.domain.identity.RealmId;

/**
 * One node of the hub, all its use cases on ports in memory. Nodes of one {@link Cluster} see and hear each other; what goes wrong at a port of
 * one node goes wrong there alone.
 */
public final class InMemoryNode {
    /** What nodes share: time, and the stores. */
    public static final class Cluster {
        /** What time it is. */
        public final ManualClock clock = new ManualClock();
        /** How long who reloads a page is waited for. Nodes that are made later have it. */
        public Duration grace = Duration.ZERO;
        /** How long who is away does nothing before; zero: nobody is away. Nodes that are made later have it. */
        public Duration awayAfter = Duration.ZERO;
        /** The wire between the nodes, and what is kept of channels. */
        public final InMemoryBackplane.Store backplane = new InMemoryBackplane.Store(clock);
        /** Who is where. */
        public final InMemoryPresenceDirectory.Cluster presence = new InMemoryPresenceDirectory.Cluster(clock, Duration.ofSeconds(15),
                backplane);
        /** Rooms and bans. */
        public final InMemoryChannelDirectory.Store channels = new InMemoryChannelDirectory.Store();
        /** Copies of rooms and bans. */
        public final InMemoryChannelCopies.Store copies = new InMemoryChannelCopies.Store();
        /** How far durable subscriptions are. */
        public final InMemoryDurableCursors.Store cursors = new InMemoryDurableCursors.Store();
        /** What users want. */
        public final InMemoryPreferenceStore.Store preferences = new InMemoryPreferenceStore.Store();
        /** Buckets. */
        public final InMemoryBuckets buckets = new InMemoryBuckets(clock);
        /** Tickets. */
        public final InMemoryTicketStore.Store tickets = new InMemoryTicketStore.Store(clock);
    }

    private static final Guard.Bounds GUARD_BOUNDS = new Guard.Bounds(Duration.ofSeconds(1), 10, 5, Duration.ofSeconds(30));
    /** As in the protocol. */
    private static final int ROSTER_LIMIT = 1_000;

    public final ManualClock clock;
    public final ManualTimers timers;
    public final Realms realms;
    public final NodeId id;
    public final PlainRules rules = new PlainRules();
    public final KnownTokens tokens = new KnownTokens();
    public final RecordingEventBus events = new RecordingEventBus();
    /** Extensions; those that are here when the hub is made are known to it. */
    public final List<ClientEventHandler> handlers = new ArrayList<>();
    /** What became of extensions. */
    public final RecordingExtensionWatch extensions = new RecordingExtensionWatch();
    public final JsonTexts json = new PlainTexts();
    public final Guards guards;
    public final InMemoryBackplane backplane;
    public final InMemoryPresenceDirectory presence;
    public final InMemoryChannelDirectory directory;
    public final InMemoryChannelCopies copies;
    public final InMemoryTicketStore tickets;
    public final InMemoryMessageArchive archive;
    public final InMemoryDurableCursors cursors;
    public final InMemoryPreferenceStore preferences;
    public final Histories histories;
    public final ChannelRecords records;
    public final Channels channels;
    public final Permissions permissions;
    public final Attendance attendance;
    public final Online online;
    public final Seats seats;
    public final Preferring preferring;
    public final Broadcaster broadcaster;
    public final Publishing publishing;
    public final Showing showing;
    public final Durables durables;
    public final Subscribing subscribing;
    public final Rooms rooms;

    /** A node alone, with {@link TestRealms#BOTH two realms}. */
    public InMemoryNode() {
        this(TestRealms.BOTH);
    }

    /** A node alone, with these realms. */
    public InMemoryNode(Realms realms) {
        this(new Cluster(), "node-1", realms);
    }

    /** A node of that cluster. What blocks is done at once, and a channel that nobody hears is left at once. */
    public InMemoryNode(Cluster cluster, String name, Realms realms) {
        this(cluster, name, realms, Runnable::run, Runnable::run, Duration.ZERO);
    }

    /**
     * A node of that cluster.
     *
     * @param repairing  reads what did not arrive here
     * @param catchingUp reads what those missed who come back
     * @param grace      how long a channel that nobody hears any more is still followed
     */
    public InMemoryNode(Cluster cluster, String name, Realms realms, Executor repairing, Executor catchingUp, Duration grace) {
        this.realms = realms;
        id = new NodeId(name);
        clock = cluster.clock;
        timers = new ManualTimers(clock);
        backplane = new InMemoryBackplane(cluster.backplane);
        presence = new InMemoryPresenceDirectory(cluster.presence, id);
        directory = new InMemoryChannelDirectory(cluster.channels);
        copies = new InMemoryChannelCopies(cluster.copies);
        tickets = new InMemoryTicketStore(cluster.tickets);
        guards = new Guards(GUARD_BOUNDS, Runnable::run, clock, extensions);
        records = new ChannelRecords(directory, copies, clock);
        channels = new Channels(realms, records);
        permissions = new Permissions(rules, clock);
        attendance = new Attendance(presence, events, new Departures(timers, Runnable::run, clock, cluster.grace));
        archive = new InMemoryMessageArchive();
        cursors = new InMemoryDurableCursors(cluster.cursors);
        preferences = new InMemoryPreferenceStore(cluster.preferences);
        histories = new Histories(backplane, archive);
        SlowConsumerTerms slowConsumers = new SlowConsumerTerms(channels::slowConsumers, new PlainFields());
        broadcaster = new Broadcaster(backplane, histories, rules, records, timers, repairing,
                new PresenceTerms(attendance::roster, ROSTER_LIMIT, Duration.ofSeconds(3)), slowConsumers, grace, clock);
        online = new Online(attendance, new Activity(attendance, timers, Runnable::run, clock, cluster.awayAfter));
        Allowances allowances = new Allowances(cluster.buckets, clock);
        publishing = new Publishing(channels, permissions, rules, backplane, new MessageLimits(allowances, realms),
                new Interceptors(List.of(), guards, json), clock);
        seats = new Seats(attendance, allowances, realms);
        preferring = new Preferring(preferences, backplane, new MessageLimits(allowances, realms), clock);
        durables = new Durables(cursors, backplane, clock);
        subscribing = new Subscribing(channels, permissions, rules, records, broadcaster, backplane, histories, attendance, durables,
                new Hooks(List.of(), List.of(), guards, new Lanes(Runnable::run, 100), actions()), catchingUp);
        showing = new Showing(channels, permissions, attendance, backplane, clock);
        rooms = new Rooms(channels, directory, copies, rules, backplane, attendance, events, clock);
    }

    /** This node's hub. Unknown connections have ten seconds, and when it stops, clients come back a second after each other. */
    public Hub hub(Executor executor, int maxMessageBytes) {
        AtomicLong stopped = new AtomicLong();
        return new Hub(new SessionSettings(id, Duration.ofSeconds(10), maxMessageBytes), realms, tokens, subscribing, publishing, showing,
                clientEvents(), online,
                seats, preferring,
                events,
                timers,
                executor, clock, UUID::randomUUID, () -> Duration.ofSeconds(stopped.incrementAndGet()));
    }

    private ClientEvents clientEvents() {
        return new ClientEvents(handlers, guards, actions(), json);
    }

    /** What listens to other services. */
    public ServiceEvents listeners(ServiceEventListener... listeners) {
        return new ServiceEvents(List.of(listeners), guards, actions(), json);
    }

    /** What extensions of this node can do. */
    public Function<RealmId, HubActions> actions() {
        return realm -> new RealmActions(realm, publishing, json);
    }

    /** The ports that other nodes share with this one are away, at these of their methods. */
    public void storeIsAwayAt(String... methods) {
        backplane.faults().storeIsAwayAt(methods);
        presence.faults().storeIsAwayAt(methods);
        directory.faults().storeIsAwayAt(methods);
        copies.faults().storeIsAwayAt(methods);
        cursors.faults().storeIsAwayAt(methods);
        preferences.faults().storeIsAwayAt(methods);
    }

    /** All is well again. */
    public void storeIsBack() {
        backplane.faults().heal();
        presence.faults().heal();
        directory.faults().heal();
        copies.faults().heal();
        cursors.faults().heal();
        preferences.faults().heal();
    }
}
