package io.parley.bootstrap.configuration;

import java.time.InstantSource;

import org.redisson.api.RedissonClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.parley.adapters.postgres.delivery.PostgresDurableCursors;
import io.parley.adapters.postgres.delivery.PostgresMessageArchive;
import io.parley.adapters.redis.delivery.RedisArchiveQueue;
import io.parley.application.channel.DurableCursors;
import io.parley.application.channel.Durables;
import io.parley.application.delivery.ArchiveQueue;
import io.parley.application.delivery.Archiving;
import io.parley.application.delivery.Backplane;
import io.parley.application.delivery.MessageArchive;
import io.parley.application.realm.Realms;

/** What is kept for longer than it is at hand, and who was how far in it. */
@Configuration(proxyBeanMethods = false)
class ArchiveConfiguration {
    @Bean
    MessageArchive messageArchive(JdbcClient jdbc) {
        return new PostgresMessageArchive(jdbc);
    }

    @Bean
    ArchiveQueue archiveQueue(RedissonClient redisson) {
        return new RedisArchiveQueue(redisson);
    }

    @Bean
    DurableCursors durableCursors(JdbcClient jdbc) {
        return new PostgresDurableCursors(jdbc);
    }

    @Bean
    Archiving archiving(ArchiveQueue queue, MessageArchive archive, Realms realms, InstantSource clock) {
        return new Archiving(queue, archive, realms, clock);
    }

    @Bean
    Durables durables(DurableCursors cursors, Backplane backplane, InstantSource clock) {
        return new Durables(cursors, backplane, clock);
    }
}
