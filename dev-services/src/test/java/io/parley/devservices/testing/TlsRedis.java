package io.parley.devservices.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.parley.devservices.LoopbackPorts;

/**
 * A Redis that speaks TLS, as a process on loopback behind a password; alone, watched by a Sentinel, or as a cluster of one. Its certificate is
 * its own, for {@code 127.0.0.1} alone, and only who is given {@link #authority()} trusts it. For one thread.
 */
public final class TlsRedis implements AutoCloseable {
    private final TlsIdentity identity = TlsIdentity.generate();
    private final List<ProcessRedis> processes = new ArrayList<>();
    private final String url;

    private TlsRedis(List<String> settings, String form) {
        int port = started(settings);
        this.url = form.formatted(RedisProcesses.password(), port);
    }

    private TlsRedis() {
        int port = started(List.of());
        int sentinel = started(List.of("appendonly no", "sentinel monitor parley 127.0.0.1 " + port + " 1",
                "sentinel auth-pass parley " + RedisProcesses.password()));
        this.url = "redis-sentinel://:%s@127.0.0.1:%d/parley?tls=true&".formatted(RedisProcesses.password(), sentinel);
    }

    /** Starts a server and returns when it answers. */
    public static TlsRedis start() {
        return new TlsRedis(List.of(), "rediss://:%s@127.0.0.1:%d?");
    }

    /** Starts a server and a Sentinel that watches it. */
    public static TlsRedis startWithSentinel() {
        return new TlsRedis();
    }

    /** Starts a server that is a cluster, and returns when it serves all slots. */
    public static TlsRedis startAsCluster() {
        TlsRedis cluster = new TlsRedis(List.of("cluster-enabled yes", "tls-cluster yes", "cluster-announce-ip 127.0.0.1",
                "cluster-port " + LoopbackPorts.anyFree()), "redis-cluster://:%s@127.0.0.1:%d?tls=true&");
        try (RedisTalk talk = cluster.processes.getFirst().talk()) {
            talk.ask("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
            Soon.that("the cluster serves", () -> "ok".equals(talk.info("cluster", "cluster_state")));
        }
        return cluster;
    }

    /** Starts a server, and returns its port for TLS. The plain one stays for the question whether it runs; nobody else is told of it. */
    private int started(List<String> settings) {
        int port = LoopbackPorts.anyFree();
        processes.add(RedisProcesses.start(Stream.concat(identity.settings(port).stream(), settings.stream()).toList()));
        return port;
    }

    /** The URL of its form, which trusts {@link #authority()}. */
    public String url() {
        return url + "ca=" + authority();
    }

    /** The same, which trusts whom the JVM trusts. */
    public String urlWithoutAuthority() {
        return url.substring(0, url.length() - 1);
    }

    /** The same server under a name that its certificate does not have. */
    public String urlByAnotherName() {
        return url().replace("127.0.0.1", "localhost");
    }

    /** The certificate to be trusted, in PEM. */
    public Path authority() {
        return identity.certificate();
    }

    @Override
    public void close() {
        processes.forEach(ProcessRedis::close);
        identity.delete();
    }
}
