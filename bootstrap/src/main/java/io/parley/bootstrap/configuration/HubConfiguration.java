package io.parley.bootstrap.configuration;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.parley.adapters.wire.JsonWireFormat;
import io.parley.adapters.wire.NativeVocabulary;
import io.parley.application.channel.Subscribing;
import io.parley.application.connection.Hub;
import io.parley.application.connection.SessionSettings;
import io.parley.application.connection.Timers;
import io.parley.application.delivery.Backplane;
import io.parley.application.delivery.Broadcaster;
import io.parley.application.delivery.Publishing;
import io.parley.application.event.EventBus;
import io.parley.application.event.HubEvent;
import io.parley.application.identity.Admission;
import io.parley.application.identity.Authenticator;
import io.parley.application.identity.OriginPolicy;
import io.parley.application.notification.Inbox;
import io.parley.application.notification.Notifying;
import io.parley.application.presence.Attendance;
import io.parley.application.presence.PresenceDirectory;
import io.parley.application.protocol.Vocabulary;
import io.parley.application.protocol.WireFormat;
import io.parley.bootstrap.time.WheelTimers;
import io.parley.domain.channel.PolicyBook;
import io.parley.domain.channel.ShippedPolicies;
import io.parley.domain.connection.NodeId;

/** The use cases. */
@Configuration(proxyBeanMethods = false)
class HubConfiguration {
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
    PolicyBook policies() {
        return ShippedPolicies.BOOK;
    }

    @Bean
    WireFormat wireFormat() {
        return new JsonWireFormat();
    }

    @Bean
    Vocabulary vocabulary() {
        return new NativeVocabulary();
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
    Admission admission(Authenticator authenticator, SecuritySettings settings) {
        return new Admission(authenticator, new OriginPolicy(settings.allowedOrigins()), settings.anonymous());
    }

    @Bean
    Broadcaster broadcaster(Backplane backplane) {
        return new Broadcaster(backplane);
    }

    @Bean
    Attendance attendance(PresenceDirectory directory, Backplane backplane) {
        return new Attendance(directory, backplane);
    }

    @Bean
    Publishing publishing(PolicyBook policies, Backplane backplane, InstantSource clock) {
        return new Publishing(policies, backplane, clock);
    }

    @Bean
    Subscribing subscribing(PolicyBook policies, Broadcaster broadcaster, Backplane backplane, Attendance attendance) {
        return new Subscribing(policies, broadcaster, backplane, attendance);
    }

    @Bean
    Notifying notifying(Inbox inbox, Backplane backplane, PolicyBook policies, Vocabulary vocabulary, InstantSource clock) {
        return new Notifying(inbox, backplane, policies, vocabulary, clock, UUID::randomUUID);
    }

    @Bean
    SessionSettings sessionSettings(NodeId node, ConnectionSettings settings) {
        return new SessionSettings(node, settings.authDeadline(), (int) settings.maxMessage().toBytes());
    }

    @Bean
    Hub hub(SessionSettings settings, Authenticator authenticator, Subscribing subscribing, Publishing publishing, EventBus events,
            Timers timers, ExecutorService sessionExecutor, InstantSource clock) {
        return new Hub(settings, authenticator, subscribing, publishing, events, timers, sessionExecutor, clock, UUID::randomUUID);
    }
}
