package io.parley.bootstrap.configuration;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

import jakarta.servlet.Filter;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.databind.json.JsonMapper;

import io.parley.adapters.rest.Problems;
import io.parley.adapters.rest.RequestBodies;
import io.parley.adapters.rest.channel.BroadcastFilter;
import io.parley.adapters.rest.channel.ChannelController;
import io.parley.adapters.rest.channel.HistoryController;
import io.parley.adapters.rest.channel.RoomController;
import io.parley.adapters.rest.channel.UserController;
import io.parley.adapters.rest.connection.ConnectionController;
import io.parley.adapters.rest.connection.OnlineController;
import io.parley.adapters.rest.identity.TicketController;
import io.parley.adapters.rest.notification.NotificationController;
import io.parley.adapters.rest.preference.PreferencesController;
import io.parley.adapters.sse.SseServlet;
import io.parley.adapters.sse.SseSettings;
import io.parley.adapters.websocket.DirectConnector;
import io.parley.adapters.websocket.WebSocketSettings;
import io.parley.adapters.websocket.WebSocketTransport;
import io.parley.adapters.websocket.Writers;
import io.parley.adapters.wire.JsonWireFormat;
import io.parley.adapters.wire.MixedWireFormat;
import io.parley.application.channel.Channels;
import io.parley.application.channel.Publishing;
import io.parley.application.channel.ReadingHistory;
import io.parley.application.channel.Rooms;
import io.parley.application.connection.Connections;
import io.parley.application.connection.Hub;
import io.parley.application.connection.Users;
import io.parley.application.delivery.Histories;
import io.parley.application.event.EventBus;
import io.parley.application.identity.Admission;
import io.parley.application.identity.Ticketing;
import io.parley.application.notification.Notifying;
import io.parley.application.preference.Preferring;
import io.parley.application.presence.Online;
import io.parley.application.protocol.Vocabulary;
import io.parley.application.realm.TrustedProxies;
import io.parley.domain.connection.Heartbeat;

/** The ways in. */
@Configuration(proxyBeanMethods = false)
class TransportConfiguration {
    /** WebSocket alone has binary frames, so it has a format of its own. */
    @Bean
    WebSocketTransport webSocketTransport(Hub hub, Admission admission, TrustedProxies proxies, EventBus events,
            ConnectionSettings settings, Writers writers, InstantSource clock) {
        Heartbeat heartbeat = new Heartbeat(settings.heartbeatInterval(), Optional.of(settings.heartbeatTimeout()));
        return new WebSocketTransport(hub, admission, proxies, new MixedWireFormat(), events, new WebSocketSettings(heartbeat,
                (int) settings.maxFrame().toBytes(), settings.maxBacklog().toBytes(), settings.closeGrace(),
                (int) settings.compressAbove().toBytes()), writers, clock);
    }

    @Bean
    Writers writers() {
        return new Writers(Runtime.getRuntime().availableProcessors());
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> directConnectors() {
        return server -> server.addServerCustomizers(jetty -> jetty.setConnectors(Arrays.stream(jetty.getConnectors())
                .map(connector -> connector instanceof ServerConnector plain ? DirectConnector.inPlaceOf(plain) : connector)
                .toArray(Connector[]::new)));
    }

    /** Before every other filter: they would double what a handshake costs, and a storm of reconnects is handshakes. */
    @Bean
    FilterRegistrationBean<Filter> handshakes(WebSocketTransport transport) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(transport.handshakes());
        registration.setUrlPatterns(WebSocketTransport.PATHS);
        registration.setName("handshakes");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** Behind the filter that times requests, and before what it is the short way around. */
    @Bean
    FilterRegistrationBean<BroadcastFilter> broadcasts(Admission admission, TrustedProxies proxies, ChannelController channels,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems, JsonMapper json) {
        FilterRegistrationBean<BroadcastFilter> registration = new FilterRegistrationBean<>(
                new BroadcastFilter(admission, proxies, channels, problems, json));
        registration.addUrlPatterns(BroadcastFilter.PATHS);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }

    @Bean
    ServletRegistrationBean<SseServlet> sseServlet(Hub hub, Admission admission, TrustedProxies proxies, EventBus events,
            ConnectionSettings settings, ExecutorService sessionExecutor, InstantSource clock) {
        SseSettings sse = new SseSettings(new Heartbeat(settings.sseHeartbeat(), Optional.empty()), settings.maxBacklog().toBytes());
        ServletRegistrationBean<SseServlet> registration = new ServletRegistrationBean<>(
                new SseServlet(hub, admission, proxies, new JsonWireFormat(), events, sse, sessionExecutor, clock), SseServlet.PATH);
        registration.setAsyncSupported(true);
        return registration;
    }

    @Bean
    RequestBodies requestBodies(ConnectionSettings settings) {
        return new RequestBodies((int) settings.maxMessage().toBytes());
    }

    @Bean
    Problems problems(InstantSource clock) {
        return new Problems(clock);
    }

    @Bean
    ChannelController channelController(Publishing publishing, Rooms rooms, RequestBodies bodies, Vocabulary vocabulary) {
        return new ChannelController(publishing, rooms, bodies, vocabulary);
    }

    @Bean
    HistoryController historyController(Channels channels, Histories histories, Vocabulary vocabulary) {
        return new HistoryController(new ReadingHistory(channels, histories), vocabulary);
    }

    @Bean
    RoomController roomController(Rooms rooms, RequestBodies bodies) {
        return new RoomController(rooms, bodies);
    }

    @Bean
    UserController userController(Publishing publishing, Rooms rooms, RequestBodies bodies) {
        return new UserController(publishing, rooms, bodies);
    }

    @Bean
    PreferencesController preferencesController(Preferring preferring, RequestBodies bodies) {
        return new PreferencesController(preferring, bodies);
    }

    @Bean
    ConnectionController connectionController(Connections connections) {
        return new ConnectionController(connections);
    }

    @Bean
    OnlineController onlineController(Online online) {
        return new OnlineController(new Users(online));
    }

    @Bean
    TicketController ticketController(Ticketing ticketing, InstantSource clock) {
        return new TicketController(ticketing, clock);
    }

    @Bean
    NotificationController notificationController(Notifying notifying, Vocabulary vocabulary, RequestBodies bodies) {
        return new NotificationController(notifying, vocabulary, bodies);
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> unreadableRequests(Problems problems, JsonMapper json) {
        return server -> server.addServerCustomizers(jetty -> {
            jetty.setErrorHandler(new UnreadableRequests(problems, json));
            jetty.insertHandler(new UnreadableRequests.Gate());
            jetty.insertHandler(new UnreadBodies());
        });
    }
}
