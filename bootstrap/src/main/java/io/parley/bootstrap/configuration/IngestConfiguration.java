package io.parley.bootstrap.configuration;

import java.util.UUID;

import org.redisson.api.RedissonClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.parley.adapters.redis.ingest.RedisIngest;
import io.parley.adapters.wire.JsonObjectReader;
import io.parley.application.channel.Publishing;
import io.parley.application.extension.ServiceEvents;
import io.parley.application.ingest.IngestWatch;
import io.parley.application.ingest.Ingesting;
import io.parley.application.realm.Realms;
import io.parley.bootstrap.start.StartFailure;
import io.parley.domain.connection.NodeId;

/** What other services say in Redis. */
@Configuration(proxyBeanMethods = false)
class IngestConfiguration {
    /** After the realms, so that a realm whose name is none is told as that. */
    @Bean
    IngestRules ingestRules(AccessSettings settings, @SuppressWarnings("unused") Realms realms) {
        return IngestRules.of(settings.realms());
    }

    @Bean
    Ingesting ingesting(IngestRules rules, Publishing publishing, ServiceEvents listeners, IngestWatch watch,
            ConnectionSettings connections) {
        try {
            return new Ingesting(rules.rules(), new JsonObjectReader(), publishing, listeners, watch,
                    (int) connections.maxMessage().toBytes());
        } catch (IllegalArgumentException e) {
            throw new StartFailure("parley.realms: ingest: " + e.getMessage());
        }
    }

    @Bean
    RedisIngest redisIngest(RedissonClient redisson, NodeId node, IngestSettings settings, IngestRules rules, Ingesting ingesting) {
        return new RedisIngest(redisson, node + "@" + UUID.randomUUID(), settings.lease(), rules.rules(), ingesting);
    }
}
