package io.parley.bootstrap.configuration;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * This node in the cluster.
 *
 * @param id    its name ({@code PARLEY_NODE_ID}); blank: one is made up at each start
 * @param lease how long the others wait for a sign of life before they take it for dead; they look three times in it, so its users leave within
 *              four thirds of this
 */
@ConfigurationProperties("parley.node")
public record NodeSettings(@Nullable String id, @DefaultValue("10s") Duration lease) {}
