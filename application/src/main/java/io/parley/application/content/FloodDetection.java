package io.parley.application.content;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.parley.application.channel.Fingerprint;
import io.parley.application.extension.Interception;
import io.parley.application.extension.MessageInterceptor;
import io.parley.application.extension.Submission;
import io.parley.application.limit.MessageLimits;
import io.parley.domain.channel.Channel;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.identity.Server;
import io.parley.domain.identity.UserId;
import io.parley.domain.limit.Rate;
import io.parley.domain.limit.TokenBucket;

/**
 * Refuses with RT_006 who says the same in the same channel again and again. Counted on each node by itself: who floods from two nodes may say it
 * twice as often. Users who are nobody count as one; servers do not count. What was said longest ago is forgotten when too much is remembered.
 */
public final class FloodDetection implements MessageInterceptor {
    /** A few megabytes. */
    static final int MOST_REMEMBERED = 10_000;

    private final InstantSource clock;
    private final Map<Said, TokenBucket> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Said, TokenBucket> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    private record Said(Optional<UserId> sender, ChannelId channel, String fingerprint) {}

    /** Nothing was said yet. */
    public FloodDetection(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public boolean intercepts(Channel channel) {
        return channel.policy().content().repetitions().isPresent();
    }

    @Override
    public Interception intercept(Submission submission) {
        Rate most = submission.channel().policy().content().repetitions().orElseThrow();
        if (submission.sender() instanceof Server) {
            return Interception.PASS;
        }
        Said said = new Said(submission.sender().user(), submission.channel().id(),
                Fingerprint.of(submission.event(), submission.data()));
        return take(said, most).<Interception>map(wait -> new Interception.Refuse(MessageLimits.exceeded("repetitions", wait)))
                .orElse(Interception.PASS);
    }

    private Optional<Duration> take(Said said, Rate most) {
        Instant now = clock.instant();
        long nanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        synchronized (remembered) {
            return remembered.computeIfAbsent(said, _ -> new TokenBucket(most, nanos)).take(nanos);
        }
    }
}
