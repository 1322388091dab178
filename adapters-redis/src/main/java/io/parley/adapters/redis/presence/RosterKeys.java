package io.parley.adapters.redis.presence;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.parley.adapters.redis.Keys;
import io.parley.adapters.redis.Script;
import io.parley.adapters.redis.delivery.RosterHeads;
import io.parley.application.presence.Publicity;
import io.parley.domain.channel.ChannelId;

/** What every script of a roster is given before what it is asked: see {@code roster.lua}. */
final class RosterKeys {
    /** How long it is remembered when a user was there last. */
    private static final Duration LAST_SEEN = Duration.ofDays(30);

    private RosterKeys() {}

    /** The keys of all. */
    static List<String> of(ChannelId channel) {
        return List.of(Keys.of("presence", channel), Keys.of("presence-count", channel), Keys.of("presence-member", channel),
                Keys.of("presence-state", channel), Keys.of("presence-idle", channel), Keys.of("presence-version", channel),
                Keys.of("broadcast", channel), Keys.ofPartition("run", Keys.partitionOf(channel)), lastSeen(channel));
    }

    /** With the mark that the lease was evicted there. */
    static List<String> of(ChannelId channel, String life) {
        return Stream.concat(of(channel).stream(), Stream.of(Keys.of("presence-fence", channel) + "/" + life)).toList();
    }

    /** When the user whose channel it is was there last. */
    static String lastSeen(ChannelId channel) {
        return Keys.of("last-seen", channel);
    }

    /** The arguments of all, and those. */
    static byte[][] arguments(ChannelId channel, String era, byte[]... more) {
        Publicity publicity = Publicity.of(channel);
        List<byte[]> heads = publicity == Publicity.CHANNEL ? RosterHeads.of(channel) : RosterHeads.NONE;
        byte[] lastSeen = Script.bytes(publicity == Publicity.USER ? LAST_SEEN.toMillis() : 0);
        return Stream.of(heads, List.of(Script.bytes(era), lastSeen), List.of(more)).flatMap(List::stream).toArray(byte[][]::new);
    }
}
