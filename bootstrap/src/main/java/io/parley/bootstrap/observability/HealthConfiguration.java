package io.parley.bootstrap.observability;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

import javax.sql.DataSource;

import org.redisson.api.RedissonClient;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.parley.adapters.redis.Redis;

/** What health looks at. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {
    @Bean
    HealthIndicator redisHealthIndicator(RedissonClient redisson) {
        return () -> Redis.answers(redisson) ? Health.up().build() : Health.down().build();
    }

    @Bean
    HealthIndicator postgresqlHealthIndicator(DataSource database) {
        return new DataSourceHealthIndicator(database);
    }

    @Bean
    HealthIndicator connectionsHealthIndicator(ConnectionMetrics connections) {
        return () -> Health.up().withDetail("active", connections.active()).build();
    }

    @Bean
    HealthIndicator memoryHealthIndicator() {
        return () -> {
            MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
            return Health.up().withDetail("heapUsedBytes", heap.getUsed()).withDetail("heapMaxBytes", heap.getMax()).build();
        };
    }
}
