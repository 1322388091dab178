package io.parley.bootstrap.observability;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

import javax.sql.DataSource;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.redisson.api.RedissonClient;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.parley.adapters.redis.Redis;
import io.parley.adapters.redis.delivery.DeliveryHealth;
import io.parley.adapters.redis.delivery.RedisBackplane;

/** What health looks at. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {
    @Bean
    HealthIndicator redisHealthIndicator(RedissonClient redisson) {
        return () -> Redis.answers(redisson) ? Health.up().build() : Health.down().build();
    }

    /** Not what connections seem to be, but whether this node's own messages come back to it. */
    @Bean
    HealthIndicator deliveryHealthIndicator(RedisBackplane backplane) {
        return () -> {
            DeliveryHealth health = backplane.health();
            return (health.isProven() ? Health.up() : Health.down()).withDetail("partitions", health.watched())
                    .withDetail("silent", health.silent()).withDetail("interruptions", health.interruptions()).build();
        };
    }

    /** {@code realtime_delivery_silent_partitions} and {@code realtime_delivery_interruptions_total}. */
    @Bean
    MeterBinder deliveryMetrics(RedisBackplane backplane) {
        return meters -> {
            Gauge.builder("realtime.delivery.silent.partitions", backplane, delivery -> delivery.health().silent())
                    .description("Partitions from which the node's own messages do not come back").register(meters);
            FunctionCounter.builder("realtime.delivery.interruptions", backplane, delivery -> delivery.health().interruptions())
                    .description("How often a partition has fallen silent").register(meters);
        };
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
