package io.parley.application.connection;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.parley.application.protocol.Lossy;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Skipped;

/**
 * A message that waits and may be lost. Once it is, it stands for what was skipped there, and what is skipped next to it joins it: then one of the
 * two keeps its place and the other is gone.
 */
final class LossyItem<T> {
    /** As much as is said of what was skipped counts; never more than what was. */
    static final int GAP_BYTES = 128;

    private final LossyChannel<T> channel;
    private final Lane<T> lane;
    private final ChannelName spelling;
    private final boolean apart;
    private @Nullable T item;
    private ServerMessage.@Nullable Event message;
    private @Nullable Skipped skipped;
    private long bytes;
    /** Its neighbours among those of the channel that may be lost, and were. */
    @Nullable
    LossyItem<T> before;
    @Nullable
    LossyItem<T> after;

    /** @param apart whether something else was said of the channel between it and the one before it, so that they are never one gap */
    LossyItem(LossyChannel<T> channel, Lane<T> lane, T item, long bytes, ServerMessage.Event message, boolean apart) {
        this.channel = channel;
        this.lane = lane;
        this.spelling = message.channel();
        this.item = item;
        this.bytes = bytes;
        this.message = message;
        this.apart = apart;
    }

    LossyChannel<T> channel() {
        return channel;
    }

    long bytes() {
        return bytes;
    }

    /** Whether it can still be lost. */
    boolean isWhole() {
        return message != null;
    }

    /** Whether its place is empty. */
    boolean isGone() {
        return message == null && skipped == null;
    }

    Optional<Lossy> lossy() {
        return message == null ? Optional.empty() : message.lossy();
    }

    /** What is sent in its place: itself, or what is said of the gap. */
    T said(Function<ServerMessage, T> gaps) {
        Skipped lost = skipped;
        if (item == null && lost != null) {
            item = gaps.apply(new ServerMessage.Gap(spelling, lost));
        }
        return Objects.requireNonNull(item);
    }

    /** It is lost. */
    void lose() {
        ServerMessage.Event lost = Objects.requireNonNull(message);
        weigh(Math.min(bytes, GAP_BYTES));
        skipped = Skipped.one(lost.position());
        message = null;
        item = null;
    }

    /** True if the next was skipped as well and is told together with this. */
    boolean takesIn(LossyItem<T> next) {
        if (skipped == null || next.skipped == null || next.apart) {
            return false;
        }
        Optional<Skipped> both = skipped.and(next.skipped);
        both.ifPresent(all -> {
            skipped = all;
            item = null;
            long together = Math.min(bytes + next.bytes, GAP_BYTES);
            next.vanish();
            weigh(together);
        });
        return both.isPresent();
    }

    private void vanish() {
        weigh(0);
        skipped = null;
        item = null;
        lane.forget(channel.name());
    }

    private void weigh(long now) {
        lane.weigh(now - bytes);
        bytes = now;
    }
}
