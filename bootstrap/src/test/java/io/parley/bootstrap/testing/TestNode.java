package io.parley.bootstrap.testing;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.nimbusds.jwt.JWTClaimsSet;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import io.parley.bootstrap.ParleyApplication;
import io.parley.devservices.testing.TestServers;

/** A hub node in this JVM: the whole application, on a port of its own and on real stores. */
public final class TestNode implements AutoCloseable {
    /** All tests come from one address, and many say more than people do. */
    private static final List<String> BARE = List.of("server.port=0", "parley.dev.enabled=false", "parley.limits.enabled=false",
            "parley.presence.grace=0s");
    public static final String ADMIN_KEY = "the key of the test administrator";
    public static final String ALLOWED_ORIGIN = "https://app.example.com";

    private final ConfigurableApplicationContext context;

    private TestNode(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts a node; settings are {@code key=value}, and replace the test's own. */
    public static TestNode start(String name, String databaseUrl, String... settings) {
        return new TestNode(new SpringApplicationBuilder(ParleyApplication.class).registerShutdownHook(false)
                .run(arguments(name, databaseUrl, settings).toArray(String[]::new)));
    }

    /** Starts a node with a bean of a product team's own. */
    public static TestNode startWith(Class<?> bean, String name, String databaseUrl, String... settings) {
        return new TestNode(new SpringApplicationBuilder(ParleyApplication.class, bean).registerShutdownHook(false)
                .run(arguments(name, databaseUrl, settings).toArray(String[]::new)));
    }

    /** Starts a node outside the cluster, with these settings and nothing else. */
    public static TestNode alone(String... settings) {
        return new TestNode(new SpringApplicationBuilder(ParleyApplication.class).registerShutdownHook(false)
                .run(with(BARE, settings).toArray(String[]::new)));
    }

    /** The command line of a node, also of one in a process of its own. */
    static List<String> arguments(String name, String databaseUrl, String... settings) {
        List<String> own = List.of("PARLEY_NODE_ID=" + name,
                "REDIS_URL=" + TestServers.redisUrl(), "DATABASE_URL=" + databaseUrl, "JWT_SECRET=" + TestTokens.SECRET,
                "PARLEY_ADMIN_KEY=" + ADMIN_KEY, "PARLEY_ALLOWED_ORIGINS=" + ALLOWED_ORIGIN);
        return with(Stream.concat(BARE.stream(), own.stream()).toList(), settings);
    }

    private static List<String> with(List<String> own, String... settings) {
        // A later argument would not replace an earlier one.
        Stream<String> left = own.stream()
                .filter(setting -> Arrays.stream(settings).map(TestNode::keyOf).noneMatch(keyOf(setting)::equals));
        return Stream.concat(left, Arrays.stream(settings)).map("--"::concat).toList();
    }

    static String keyOf(String setting) {
        return setting.substring(0, setting.indexOf('='));
    }

    /** A part of the node, for what cannot be seen from outside. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Its TCP port. */
    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    private String authority() {
        return "localhost:" + port();
    }

    /** An HTTP address. */
    public URI at(String path) {
        return URI.create("http://" + authority() + path);
    }

    /** The origin of the node's own page. */
    public String ownOrigin() {
        return "http://" + authority();
    }

    /** A handshake without credentials. */
    public Dial dial(String path) {
        return Dial.to(URI.create("ws://" + authority() + path));
    }

    /** A client with a token in the header, greeted and in its own channel. */
    public ChatClient connect(String user) {
        return connectWith(TestTokens.of(user));
    }

    public ChatClient connectWith(String token) {
        ChatClient client = dial("/realtime").bearer(token).open();
        client.await("connected");
        client.await("subscribed");
        return client;
    }

    /** The client of a user who says what a token of his own says. */
    public ChatClient connectAs(String user, UnaryOperator<JWTClaimsSet.Builder> claims) {
        return connectWith(TestTokens.with(user, claims));
    }

    public HubApi api() {
        return HubApi.at(at("/"));
    }

    /** The API as the administrator calls it. */
    public HubApi admin() {
        return api().key(ADMIN_KEY);
    }

    /** Stops it in order. */
    public void stop() {
        context.close();
    }

    @Override
    public void close() {
        stop();
    }
}
