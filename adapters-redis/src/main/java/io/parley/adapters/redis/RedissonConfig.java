package io.parley.adapters.redis;

import java.time.Duration;

import org.redisson.config.BaseConfig;
import org.redisson.config.BaseMasterSlaveServersConfig;
import org.redisson.config.Config;
import org.redisson.config.EqualJitterDelay;
import org.redisson.config.ReadMode;
import org.redisson.config.SubscriptionMode;

/** How Redisson is told to connect to what an URL names. */
final class RedissonConfig {
    /** Redisson's defaults end at 250 subscribed channels a node; a hub hears tens of thousands. */
    private static final int SUBSCRIPTIONS_PER_CONNECTION = 1_000;
    private static final int SUBSCRIPTION_CONNECTIONS = 64;
    /** To each master. */
    private static final int IDLE_CONNECTIONS = 4;
    /** How often Sentinels and clusters are asked who is master now. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private RedissonConfig() {}

    /** @throws IllegalArgumentException if the certificates that the URL names cannot be read */
    static Config to(RedisUrl url) {
        Config config = new Config();
        url.login().user().ifPresent(config::setUsername);
        url.login().password().ifPresent(config::setPassword);
        url.options().ca().ifPresent(file -> config.setSslTrustManagerFactory(TrustAnchors.of(file)));
        config.setThreads(4).setNettyThreads(4).setNettyHook(new EndedConnections());
        switch (url.form()) {
            case SINGLE, SINGLE_TLS -> single(config, url);
            case SENTINEL -> sentinel(config, url);
            case CLUSTER -> cluster(config, url);
        }
        return config;
    }

    private static void single(Config config, RedisUrl url) {
        patience(config.useSingleServer()).setAddress(url.addresses().getFirst()).setDatabase(url.database())
                .setSubscriptionConnectionPoolSize(SUBSCRIPTION_CONNECTIONS).setConnectionMinimumIdleSize(IDLE_CONNECTIONS);
    }

    private static void sentinel(Config config, RedisUrl url) {
        var servers = mastersOnly(patience(config.useSentinelServers())).setMasterName(url.master()).setDatabase(url.database())
                .setScanInterval((int) LOOK.toMillis())
                // It asks for two that answer; one knows the master as well.
                .setCheckSentinelsList(false);
        url.addresses().forEach(servers::addSentinelAddress);
        // Where the Sentinels have none of their own, Redisson tells them that of the servers if they ask for one.
        url.options().sentinel().user().ifPresent(servers::setSentinelUsername);
        url.options().sentinel().password().ifPresent(servers::setSentinelPassword);
    }

    private static void cluster(Config config, RedisUrl url) {
        mastersOnly(patience(config.useClusterServers())).setScanInterval((int) LOOK.toMillis())
                .addNodeAddress(url.addresses().toArray(String[]::new));
    }

    private static <T extends BaseConfig<T>> T patience(T servers) {
        int timeout = (int) Redis.TIMEOUT.toMillis();
        return servers.setTimeout(timeout).setConnectTimeout(timeout).setSubscriptionsPerConnection(SUBSCRIPTIONS_PER_CONNECTION)
                // A command that was sent may have been carried out: only who asked knows whether to ask again.
                .setRetryAttempts(0)
                .setReconnectionDelay(new EqualJitterDelay(Duration.ofMillis(100), Duration.ofSeconds(1)));
    }

    /** Replicas are behind: what was just acknowledged would not be there, and what they broadcast would come late. */
    private static <T extends BaseMasterSlaveServersConfig<T>> T mastersOnly(T servers) {
        return servers.setReadMode(ReadMode.MASTER).setSubscriptionMode(SubscriptionMode.MASTER)
                .setMasterConnectionMinimumIdleSize(IDLE_CONNECTIONS).setSubscriptionConnectionPoolSize(SUBSCRIPTION_CONNECTIONS);
    }
}
