package io.parley.adapters.rest;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.core.MethodParameter;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.parley.adapters.rest.channel.ChannelController;
import io.parley.adapters.rest.channel.HistoryController;
import io.parley.adapters.rest.channel.RoomController;
import io.parley.adapters.rest.channel.UserController;
import io.parley.adapters.rest.connection.ConnectionController;
import io.parley.adapters.rest.connection.OnlineController;
import io.parley.adapters.rest.identity.TicketController;
import io.parley.adapters.rest.notification.NotificationController;
import io.parley.adapters.rest.preference.PreferencesController;
import io.parley.application.InMemoryNode;
import io.parley.application.ManualClock;
import io.parley.application.channel.ReadingHistory;
import io.parley.application.connection.Connections;
import io.parley.application.connection.InMemoryConnectionDirectory;
import io.parley.application.connection.SomeConnections;
import io.parley.application.connection.Users;
import io.parley.application.delivery.InMemoryBackplane;
import io.parley.application.delivery.RecordingListener;
import io.parley.application.identity.Credentials;
import io.parley.application.identity.InMemoryTicketStore;
import io.parley.application.identity.Ticketing;
import io.parley.application.notification.InMemoryInbox;
import io.parley.application.notification.Notifying;
import io.parley.application.presence.InMemoryPresenceDirectory;
import io.parley.application.protocol.TestVocabulary;
import io.parley.application.protocol.Vocabulary;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.ChannelRecord;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.Server;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;

/** The server API of a node whose ports are in memory, as somebody whom a test names. */
public final class RestNode {
    /** The largest body, as at a hub of which nothing else is said. */
    public static final int MAX_BYTES = 131_072;
    /** A service with every scope but {@code admin}. */
    public static final Server BACKEND = server(EnumSet.complementOf(EnumSet.of(Scope.ADMIN)));
    /** A user without scopes. */
    public static final User ADA = new User(new UserId(RealmId.DEFAULT, "ada"), Profile.UNKNOWN, Set.of(), Instant.MAX);

    /** Spells the few things that tests look at. */
    private static final Vocabulary VOCABULARY = new TestVocabulary(notification -> Payload
            .ofJson("{\"id\":\"" + notification.id() + "\",\"userId\":\"" + notification.userId() + "\",\"type\":\"" + notification.type()
                    + "\",\"title\":" + notification.title().map(title -> "\"" + title + "\"").orElse("null") + ",\"content\":\""
                    + notification.content() + "\"" + notification.data().map(data -> ",\"data\":" + data.json()).orElse("") + "}"));

    public final InMemoryNode node = new InMemoryNode();
    public final ManualClock clock = node.clock;
    public final InMemoryBackplane backplane = node.backplane;
    public final InMemoryPresenceDirectory directory = node.presence;
    public final InMemoryTicketStore tickets = node.tickets;
    public final SomeConnections connections = new SomeConnections(node.id);
    public final InMemoryConnectionDirectory connectionDirectory = new InMemoryConnectionDirectory(
            new InMemoryConnectionDirectory.Cluster(), node.id, connections);
    public final InMemoryInbox inbox = new InMemoryInbox();
    private final MockMvc mvc;
    private Identity who = BACKEND;
    private Credentials shown = new Credentials.ApiKey("the key of the backend");

    public RestNode() {
        RequestBodies bodies = new RequestBodies(MAX_BYTES);
        NotificationController notifications = new NotificationController(
                new Notifying(inbox, backplane, node.channels, VOCABULARY, clock, UUID::randomUUID), VOCABULARY, bodies);
        mvc = MockMvcBuilders
                .standaloneSetup(new ChannelController(node.publishing, node.rooms, bodies, VOCABULARY),
                        new RoomController(node.rooms, bodies),
                        new UserController(node.publishing, node.rooms, bodies), notifications,
                        new HistoryController(new ReadingHistory(node.channels, node.histories), VOCABULARY),
                        new PreferencesController(node.preferring, bodies),
                        new OnlineController(new Users(node.online)),
                        new ConnectionController(new Connections(connectionDirectory)),
                        new TicketController(new Ticketing(tickets, () -> new byte[Ticketing.SECRET_BYTES]), clock))
                .setControllerAdvice(new Problems(clock)).setCustomArgumentResolvers(new WhoAsks()).build();
    }

    /** A service with these scopes. */
    public static Server server(Set<Scope> scopes) {
        return new Server(RealmId.DEFAULT, "backend", scopes);
    }

    /** From now on requests are that one's. */
    public RestNode as(Identity identity) {
        who = identity;
        return this;
    }

    /** From now on requests show these credentials. */
    public RestNode showing(Credentials credentials) {
        shown = credentials;
        return this;
    }

    /** What is kept about that channel now. */
    public ChannelRecord kept(String channel) {
        return node.directory.find(id(channel), clock.instant());
    }

    /** That channel of the default realm. */
    public static ChannelId id(String channel) {
        return new ChannelId(RealmId.DEFAULT, new ChannelName(channel));
    }

    /** JSON that is written with single quotes in place of double ones. */
    public static String json(String text) {
        return text.replace('\'', '"');
    }

    /** What is heard in that channel from now on. */
    public RecordingListener listenTo(String channel) {
        RecordingListener listener = new RecordingListener();
        backplane.attach(id(channel), listener);
        return listener;
    }

    /** The answer to a POST of that body. */
    public Answer post(String path, String body) {
        return post(path, body.getBytes(StandardCharsets.UTF_8));
    }

    /** The answer to a POST of these bytes. */
    public Answer post(String path, byte[] body) {
        return perform(MockMvcRequestBuilders.post(URI.create(path)).contentType("application/json").content(body));
    }

    /** The answer to a PUT of that body. */
    public Answer put(String path, String body) {
        return perform(MockMvcRequestBuilders.put(URI.create(path)).contentType("application/json").content(body));
    }

    /** The answer to a DELETE. */
    public Answer delete(String path) {
        return perform(MockMvcRequestBuilders.delete(URI.create(path)));
    }

    /** The answer to a GET. */
    public Answer get(String path) {
        return perform(MockMvcRequestBuilders.get(URI.create(path)));
    }

    private Answer perform(MockHttpServletRequestBuilder request) {
        try {
            return new Answer(mvc.perform(request.requestAttr(TicketController.CREDENTIALS, shown)).andReturn().getResponse());
        } catch (Exception e) {
            throw new AssertionError("Not answered", e);
        }
    }

    /** An HTTP answer. */
    public record Answer(MockHttpServletResponse response) {
        /** Its status. */
        public int status() {
            return response.getStatus();
        }

        /** Its body as text. */
        public String text() {
            return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
        }

        /** Its body as JSON. */
        public JsonNode json() {
            return new JsonMapper().readTree(response.getContentAsByteArray());
        }

        /** Status and {@code code} of a problem: {@code 400 RT_007}. */
        public String problem() {
            return status() + " " + json().path("code").asString("without a code");
        }

        /** Where the problem is. */
        public Optional<String> path() {
            return detail("path");
        }

        /** That one of the problem's details. */
        public Optional<String> detail(String name) {
            JsonNode value = json().path("details").path(name);
            return value.isMissingNode() ? Optional.empty() : Optional.of(value.asString());
        }

        /** Status, {@code code} and path of a problem in a field: {@code 400 RT_007 $.event}. */
        public String mistake() {
            return problem() + " " + path().orElse("without a path");
        }
    }

    /** Stands for Spring Security. */
    private final class WhoAsks implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Identity.class;
        }

        @Override
        public Object resolveArgument(MethodParameter parameter, ModelAndViewContainer container, NativeWebRequest request,
                WebDataBinderFactory binders) {
            return who;
        }
    }
}
