package io.parley.bootstrap.configuration;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ExecutorService;

import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.parley.adapters.postgres.DatabaseUrl;
import io.parley.adapters.postgres.channel.PostgresChannelDirectory;
import io.parley.adapters.postgres.notification.PostgresInbox;
import io.parley.adapters.postgres.preference.PostgresPreferenceStore;
import io.parley.adapters.redis.Redis;
import io.parley.adapters.redis.UnsupportedRedis;
import io.parley.adapters.redis.channel.RedisChannelCopies;
import io.parley.adapters.redis.connection.RedisConnectionDirectory;
import io.parley.adapters.redis.delivery.RedisBackplane;
import io.parley.adapters.redis.identity.RedisTicketStore;
import io.parley.adapters.redis.limit.RedisBuckets;
import io.parley.adapters.redis.node.NodeLease;
import io.parley.adapters.redis.presence.RedisPresenceDirectory;
import io.parley.application.Unavailable;
import io.parley.application.channel.ChannelCopies;
import io.parley.application.channel.ChannelDirectory;
import io.parley.application.connection.ConnectionDirectory;
import io.parley.application.connection.NodeConnections;
import io.parley.application.identity.TicketStore;
import io.parley.application.limit.Buckets;
import io.parley.application.notification.Inbox;
import io.parley.application.preference.PreferenceStore;
import io.parley.application.presence.PresenceDirectory;
import io.parley.bootstrap.start.StartFailure;
import io.parley.domain.connection.NodeId;

/** The stores and what lives in them. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
    @Bean(destroyMethod = "shutdown")
    RedissonClient redisson(StoreSettings settings) {
        String url = settings.requireRedisUrl();
        try {
            return Redis.connect(url);
        } catch (IllegalArgumentException | UnsupportedRedis e) {
            throw new StartFailure(String.valueOf(e.getMessage()));
        } catch (Unavailable e) {
            throw new StartFailure(Redis.silenceOf(url) + ". Check REDIS_URL");
        }
    }

    @Bean(destroyMethod = "close")
    RedisBackplane backplane(RedissonClient redisson, NodeId node, InstantSource clock) {
        return new RedisBackplane(redisson, node + "@" + UUID.randomUUID(), UUID::randomUUID, clock);
    }

    @Bean(destroyMethod = "retire")
    NodeLease nodeLease(RedissonClient redisson, NodeId node, NodeSettings settings, InstantSource clock) {
        return new NodeLease(redisson, node, UUID::randomUUID, settings.lease(), clock);
    }

    @Bean
    PresenceDirectory presenceDirectory(RedissonClient redisson, NodeLease lease) {
        return new RedisPresenceDirectory(redisson, lease, UUID::randomUUID);
    }

    @Bean(destroyMethod = "close")
    ConnectionDirectory connectionDirectory(RedisBackplane backplane, NodeLease lease, NodeConnections connections,
            ExecutorService sessionExecutor, InstantSource clock) {
        return new RedisConnectionDirectory(backplane, lease, connections, sessionExecutor, clock);
    }

    @Bean
    ChannelDirectory channelDirectory(JdbcClient jdbc, InstantSource clock) {
        return new PostgresChannelDirectory(jdbc, clock);
    }

    @Bean
    ChannelCopies channelCopies(RedissonClient redisson) {
        return new RedisChannelCopies(redisson);
    }

    @Bean
    Buckets buckets(RedissonClient redisson) {
        return new RedisBuckets(redisson);
    }

    @Bean
    TicketStore ticketStore(RedissonClient redisson) {
        return new RedisTicketStore(redisson);
    }

    @Bean
    Inbox inbox(JdbcClient jdbc) {
        return new PostgresInbox(jdbc);
    }

    @Bean
    PreferenceStore preferenceStore(JdbcClient jdbc) {
        return new PostgresPreferenceStore(jdbc);
    }

    @Bean
    JdbcConnectionDetails jdbcConnectionDetails(StoreSettings settings) {
        try {
            return new Database(DatabaseUrl.parse(settings.requireDatabaseUrl()));
        } catch (IllegalArgumentException e) {
            throw new StartFailure(String.valueOf(e.getMessage()));
        }
    }

    private record Database(DatabaseUrl url) implements JdbcConnectionDetails {
        @Override
        public String getJdbcUrl() {
            return url.jdbcUrl();
        }

        @Override
        public @Nullable String getUsername() {
            return url.username().orElse(null);
        }

        @Override
        public @Nullable String getPassword() {
            return url.password().orElse(null);
        }
    }
}
