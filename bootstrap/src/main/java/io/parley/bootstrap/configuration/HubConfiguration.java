package io.parley.bootstrap.configuration;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.parley.adapters.cel.CelRuleLanguage;
import io.parley.adapters.wire.JsonObjectReader;
import io.parley.adapters.wire.NativeVocabulary;
import io.parley.application.channel.ChannelCopies;
import io.parley.application.channel.ChannelDirectory;
import io.parley.application.channel.ChannelRecords;
import io.parley.application.channel.Channels;
import io.parley.application.channel.Durables;
import io.parley.application.channel.Permissions;
import io.parley.application.channel.Publishing;
import io.parley.application.channel.Rooms;
import io.parley.application.channel.Showing;
import io.parley.application.channel.Subscribing;
import io.parley.application.connection.ConnectionDirectory;
import io.parley.application.connection.Connections;
import io.parley.application.connection.Hub;
import io.parley.application.connection.SessionSettings;
import io.parley.application.delivery.Backplane;
import io.parley.application.delivery.Broadcaster;
import io.parley.application.delivery.Histories;
import io.parley.application.delivery.MessageArchive;
import io.parley.application.delivery.PresenceTerms;
import io.parley.application.delivery.SlowConsumerTerms;
import io.parley.application.event.EventBus;
import io.parley.application.event.HubEvent;
import io.parley.application.extension.ClientEvents;
import io.parley.application.extension.CustomVocabulary;
import io.parley.application.extension.Guards;
import io.parley.application.extension.Hooks;
import io.parley.application.extension.Interceptors;
import io.parley.application.extension.RealmVocabularies;
import io.parley.application.identity.Authenticator;
import io.parley.application.limit.Allowances;
import io.parley.application.limit.Buckets;
import io.parley.application.limit.MessageLimits;
import io.parley.application.limit.NodeCapacity;
import io.parley.application.limit.Seats;
import io.parley.application.notification.Inbox;
import io.parley.application.notification.Notifying;
import io.parley.application.preference.PreferenceStore;
import io.parley.application.preference.Preferring;
import io.parley.application.presence.Activity;
import io.parley.application.presence.Attendance;
import io.parley.application.presence.Departures;
import io.parley.application.presence.Online;
import io.parley.application.presence.PresenceDirectory;
import io.parley.application.protocol.JsonTexts;
import io.parley.application.protocol.Vocabulary;
import io.parley.application.realm.Realms;
import io.parley.application.rule.RuleLanguage;
import io.parley.application.time.Timers;
import io.parley.bootstrap.time.WheelTimers;
import io.parley.domain.connection.NodeId;

/** The use cases. */
@Configuration(proxyBeanMethods = false)
class HubConfiguration {
    /** Who reconnects, or changes pages, comes back within that to a channel that is still followed. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    NodeId nodeId(NodeSettings settings) {
        return new NodeId(Optional.ofNullable(settings.id()).filter(id -> !id.isBlank())
                .orElseGet(() -> "node-" + UUID.randomUUID().toString().substring(0, 8)));
    }

    @Bean
    RuleLanguage ruleLanguage() {
        return new CelRuleLanguage();
    }

    @Bean
    Vocabulary vocabulary(List<CustomVocabulary> custom, Guards guards, JsonTexts json) {
        return new RealmVocabularies(custom, guards, new NativeVocabulary(), json);
    }

    /** Runs sessions and streams, whose threads may be held while a store or a client is waited for. */
    @Bean(destroyMethod = "close")
    ExecutorService sessionExecutor() {
        return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("session-", 0).factory());
    }

    @Bean(destroyMethod = "close")
    WheelTimers timers(InstantSource clock) {
        return new WheelTimers(clock);
    }

    /** Every listener hears every event, on the thread on which it happened: listeners count and log, and nothing else. */
    @Bean
    EventBus eventBus(List<Consumer<HubEvent>> listeners) {
        return event -> listeners.forEach(listener -> listener.accept(event));
    }

    @Bean
    ChannelRecords channelRecords(ChannelDirectory directory, ChannelCopies copies, InstantSource clock) {
        return new ChannelRecords(directory, copies, clock);
    }

    @Bean
    Channels channels(Realms realms, ChannelRecords records) {
        return new Channels(realms, records);
    }

    @Bean
    Permissions permissions(RuleLanguage rules, InstantSource clock) {
        return new Permissions(rules, clock);
    }

    @Bean
    Histories histories(Backplane backplane, MessageArchive archive) {
        return new Histories(backplane, archive);
    }

    @Bean
    Broadcaster broadcaster(Backplane backplane, Histories histories, RuleLanguage rules, ChannelRecords records, Timers timers,
            ExecutorService sessionExecutor, PresenceTerms presence, SlowConsumerTerms slowConsumers, InstantSource clock) {
        return new Broadcaster(backplane, histories, rules, records, timers, sessionExecutor, presence, slowConsumers, GRACE,
                clock);
    }

    @Bean
    SlowConsumerTerms slowConsumerTerms(Channels channels) {
        return new SlowConsumerTerms(channels::slowConsumers, new JsonObjectReader());
    }

    @Bean
    PresenceTerms presenceTerms(Attendance attendance, PresenceSettings settings) {
        return new PresenceTerms(attendance::roster, settings.rosterLimit(), settings.typingFor());
    }

    @Bean
    Showing showing(Channels channels, Permissions permissions, Attendance attendance, Backplane backplane, InstantSource clock) {
        return new Showing(channels, permissions, attendance, backplane, clock);
    }

    @Bean
    Attendance attendance(PresenceDirectory directory, EventBus events, Timers timers, ExecutorService sessionExecutor, InstantSource clock,
            PresenceSettings settings) {
        return new Attendance(directory, events, new Departures(timers, sessionExecutor, clock, settings.grace()));
    }

    @Bean
    Online online(Attendance attendance, Timers timers, ExecutorService sessionExecutor, InstantSource clock, PresenceSettings settings) {
        return new Online(attendance, new Activity(attendance, timers, sessionExecutor, clock, settings.awayAfter()));
    }

    @Bean
    Allowances allowances(Buckets buckets, InstantSource clock) {
        return new Allowances(buckets, clock);
    }

    @Bean
    MessageLimits messageLimits(Allowances allowances, Realms realms) {
        return new MessageLimits(allowances, realms);
    }

    @Bean
    Seats seats(Attendance attendance, Allowances allowances, Realms realms) {
        return new Seats(attendance, allowances, realms);
    }

    @Bean
    Preferring preferring(PreferenceStore store, Backplane backplane, MessageLimits limits, InstantSource clock) {
        return new Preferring(store, backplane, limits, clock);
    }

    @Bean
    Publishing publishing(Channels channels, Permissions permissions, RuleLanguage rules, Backplane backplane, MessageLimits limits,
            Interceptors interceptors, InstantSource clock) {
        return new Publishing(channels, permissions, rules, backplane, limits, interceptors, clock);
    }

    @Bean
    Subscribing subscribing(Channels channels, Permissions permissions, RuleLanguage rules, ChannelRecords records, Broadcaster broadcaster,
            Backplane backplane, Histories histories, Attendance attendance, Durables durables, Hooks hooks,
            ExecutorService sessionExecutor) {
        return new Subscribing(channels, permissions, rules, records, broadcaster, backplane, histories, attendance, durables,
                hooks, sessionExecutor);
    }

    @Bean
    Rooms rooms(Channels channels, ChannelDirectory directory, ChannelCopies copies, RuleLanguage rules, Backplane backplane,
            Attendance attendance, EventBus events, InstantSource clock) {
        return new Rooms(channels, directory, copies, rules, backplane, attendance, events, clock);
    }

    @Bean
    Notifying notifying(Inbox inbox, Backplane backplane, Channels channels, Vocabulary vocabulary, InstantSource clock) {
        return new Notifying(inbox, backplane, channels, vocabulary, clock, UUID::randomUUID);
    }

    @Bean
    SessionSettings sessionSettings(NodeId node, ConnectionSettings settings) {
        return new SessionSettings(node, settings.authDeadline(), (int) settings.maxMessage().toBytes());
    }

    @Bean
    Hub hub(SessionSettings settings, Realms realms, Authenticator authenticator, Subscribing subscribing, Publishing publishing,
            Showing showing, ClientEvents clientEvents, Online online, Seats seats, Preferring preferring, EventBus events, Timers timers,
            ExecutorService sessionExecutor,
            InstantSource clock,
            ConnectionSettings connections) {
        return new Hub(settings, realms, authenticator, subscribing, publishing, showing, clientEvents, online, seats, preferring, events,
                timers,
                sessionExecutor, clock,
                UUID::randomUUID,
                retries(connections.reconnectSpread()));
    }

    @Bean
    NodeCapacity nodeCapacity(Hub hub, NodeLimitSettings limits, ConnectionSettings connections, InstantSource clock) {
        return new NodeCapacity(hub::size, hub::opened, limits.most(), limits.handshakes(), retries(connections.reconnectSpread()), clock);
    }

    @Bean
    Connections connections(ConnectionDirectory directory) {
        return new Connections(directory);
    }

    private static Supplier<Duration> retries(Duration spread) {
        return () -> Duration.ofMillis(ThreadLocalRandom.current().nextLong(spread.toMillis() + 1));
    }
}
