package io.parley.domain.limit;

import java.time.Duration;
import java.util.Optional;

/**
 * What the clients of a realm may ask for. Where something is empty there is no limit.
 *
 * @param commands              of one connection
 * @param messages              of one user, in all channels together, on whatever devices
 * @param presenceUpdates       of one connection
 * @param connectionsPerUser    how many he may have at once
 * @param connectionsPerAddress how many may come from one address at once
 * @param connects              how often one address may open a connection
 */
public record Limits(Optional<Rate> commands, Optional<Rate> messages, Optional<Rate> presenceUpdates, Optional<Integer> connectionsPerUser,
        Optional<Integer> connectionsPerAddress, Optional<Rate> connects) {
    /** Whatever they like. */
    public static final Limits NONE = new Limits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty());
    /** Those of the protocol. */
    public static final Limits SHIPPED = new Limits(Optional.of(Rate.of(100, Duration.ofSeconds(1))),
            Optional.of(new Rate(100, Duration.ofMillis(100))), Optional.of(Rate.of(10, Duration.ofSeconds(1))), Optional.of(10),
            Optional.of(100), Optional.of(Rate.of(100, Duration.ofMinutes(1))));
}
