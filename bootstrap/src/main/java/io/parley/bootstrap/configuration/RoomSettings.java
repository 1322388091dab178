package io.parley.bootstrap.configuration;

import java.time.Duration;
import java.util.OptionalInt;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.parley.bootstrap.start.StartFailure;
import io.parley.domain.channel.ChannelPolicy;
import io.parley.domain.channel.History;
import io.parley.domain.channel.PolicyBook;

/**
 * What holds in the shipped policies of rooms, unless a realm's own policy or the room itself says otherwise.
 *
 * @param capacity    how many users may be in one at once; 0: any number
 * @param historySize how many messages are kept; 0: none
 */
@ConfigurationProperties("parley.rooms")
public record RoomSettings(@DefaultValue("1000") int capacity, @DefaultValue("100") int historySize) {
    /** @throws StartFailure naming the setting that cannot be */
    public RoomSettings {
        notNegative("capacity", capacity);
        notNegative("history-size", historySize);
    }

    private static void notNegative(String key, int number) {
        if (number < 0) {
            throw new StartFailure("parley.rooms." + key + " is a number from 0 on, not " + number);
        }
    }

    /** The book with this in its rooms, which are the policies that have a capacity. */
    PolicyBook in(PolicyBook shipped) {
        return shipped.with(shipped.policies().stream().filter(policy -> policy.capacity().isPresent()).map(this::in).toList());
    }

    private ChannelPolicy in(ChannelPolicy room) {
        History kept = room.history();
        History history = new History(historySize, historySize == 0 ? Duration.ZERO : kept.age(), kept.archive(), kept.ackFrom());
        return new ChannelPolicy(room.pattern(), room.rules(), history, room.presence(), room.rooms(),
                capacity == 0 ? OptionalInt.empty() : OptionalInt.of(capacity), room.stateOnSubscribe(), room.rate(), room.content(),
                room.slowConsumers());
    }
}
