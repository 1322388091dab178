package io.parley.bootstrap.configuration;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.parley.bootstrap.start.StartFailure;
import io.parley.domain.limit.Limits;
import io.parley.domain.limit.Rate;

/**
 * What the clients of a realm may ask for. What is left out is as {@code parley.limits} says, and the rest as in the protocol. A number of 0 is no
 * limit; a rate is like {@code 100/1m} or {@code 100+10/1s}, and there is none where {@code enabled} is false.
 *
 * @param enabled            whether there are limits at all
 * @param connectionMessages how often one connection may ask for something
 * @param userMessages       how often one user may say something, in all channels and on all devices together
 * @param presenceUpdates    how often one connection may change how it is seen
 * @param connectionsPerUser how many connections a user may have at once, on all nodes
 * @param connectionsPerIp   how many may come from one address at once, on all nodes
 * @param connectionRatePerIp how often one address may open a connection
 */
public record LimitSettings(@Nullable Boolean enabled, @Nullable Rate connectionMessages, @Nullable Rate userMessages,
        @Nullable Rate presenceUpdates, @Nullable Integer connectionsPerUser, @Nullable Integer connectionsPerIp,
        @Nullable Rate connectionRatePerIp) {

    /**
     * These, and where they say nothing the others.
     *
     * @param key where they stand
     * @throws StartFailure for a number below 0
     */
    Limits over(String key, Limits others) {
        if (Boolean.FALSE.equals(enabled)) {
            return Limits.NONE;
        }
        return new Limits(or(connectionMessages, others.commands()), or(userMessages, others.messages()),
                or(presenceUpdates, others.presenceUpdates()),
                number(key + ".connections-per-user", connectionsPerUser, others.connectionsPerUser()),
                number(key + ".connections-per-ip", connectionsPerIp, others.connectionsPerAddress()),
                or(connectionRatePerIp, others.connects()));
    }

    private static Optional<Rate> or(@Nullable Rate rate, Optional<Rate> otherwise) {
        return rate == null ? otherwise : Optional.of(rate);
    }

    private static Optional<Integer> number(String key, @Nullable Integer number, Optional<Integer> otherwise) {
        if (number != null && number < 0) {
            throw new StartFailure(key + " is a number from 0 on, and 0 is no limit: not " + number);
        }
        return number == null ? otherwise : Optional.of(number).filter(most -> most > 0);
    }
}
