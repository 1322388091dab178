package io.parley.adapters.redis;

import io.parley.devservices.testing.ClusterServers;
import io.parley.devservices.testing.SentinelServers;
import io.parley.devservices.testing.TlsRedis;

/** URLs of servers of every layout, shared by all tests of this JVM and stopped with it. For tests that break nothing. */
public final class Topologies {
    private Topologies() {}

    /** A master and two replicas, watched by three Sentinels. */
    public static String sentinel() {
        return Sentinel.SERVERS.url();
    }

    /** Three masters, each with a replica. */
    public static String cluster() {
        return Cluster.SERVERS.url();
    }

    /** One server that speaks TLS, with the certificates to trust it by. */
    public static String tls() {
        return Tls.SERVER.url();
    }

    // Each is started at its first use.

    private static final class Sentinel {
        static final SentinelServers SERVERS = SentinelServers.start();
    }

    private static final class Cluster {
        static final ClusterServers SERVERS = ClusterServers.start();
    }

    private static final class Tls {
        static final TlsRedis SERVER = TlsRedis.start();
    }
}
