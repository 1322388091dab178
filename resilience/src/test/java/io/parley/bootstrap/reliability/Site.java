package io.parley.bootstrap.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.parley.bootstrap.testing.HubProcess;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.devservices.testing.TestServers;

/** Two nodes of one cluster. */
final class Site implements AutoCloseable {
    /** Channels that keep the 3,000 messages of the marks. */
    static final String LEDGER = "ledger:";
    /** The same, and what is acknowledged stands on a replica too. */
    static final String VAULT = "vault:";
    /** Channels that keep a second's worth of messages. */
    static final String SCROLL = "scroll:";

    private final String databaseUrl = TestServers.freshDatabaseUrl();
    private final List<AutoCloseable> parts = new ArrayList<>();
    private final List<Hub> hubs = new ArrayList<>();

    List<Hub> hubs() {
        return List.copyOf(hubs);
    }

    /** Adds a node in this JVM. */
    Site node(String name, String redisUrl, String... settings) {
        TestNode node = TestNode.alone(settings(name, redisUrl, settings));
        parts.add(node);
        hubs.add(new Hub(name, "localhost:" + node.port()));
        return this;
    }

    /** Adds a node that can be killed. */
    HubProcess process(String name, String redisUrl, String... settings) {
        HubProcess process = HubProcess.start(settings(name, redisUrl, settings));
        parts.add(process);
        hubs.add(new Hub(name, process.awaitAuthority()));
        return process;
    }

    private String[] settings(String name, String redisUrl, String... more) {
        return Stream.of(Stream.of("PARLEY_NODE_ID=" + name, "REDIS_URL=" + redisUrl, "DATABASE_URL=" + databaseUrl,
                "JWT_SECRET=" + TestTokens.SECRET), policy(0, LEDGER, 3000), policy(1, VAULT, 3000),
                Stream.of("parley.realms.default.policies[1].ack-from=replica"), policy(2, SCROLL, Pace.PER_SECOND), Stream.of(more))
                .flatMap(settings -> settings).toArray(String[]::new);
    }

    private static Stream<String> policy(int index, String prefix, int historySize) {
        return Stream.of("pattern=" + prefix + "{id}", "subscribe=auth != null", "publish=auth != null", "history-size=" + historySize,
                "history-age=1h").map(setting -> "parley.realms.default.policies[" + index + "]." + setting);
    }

    /** Takes something along that is closed after the nodes. */
    <T extends AutoCloseable> T keep(T part) {
        parts.addFirst(part);
        return part;
    }

    @Override
    public void close() {
        parts.reversed().forEach(part -> {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
