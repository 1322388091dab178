package io.parley.application.delivery;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.parley.application.protocol.JsonReader;
import io.parley.application.protocol.Lossy;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.SlowConsumerPolicy;
import io.parley.domain.delivery.Message;
import io.parley.domain.payload.JsonObject;
import io.parley.domain.payload.Payload;
import io.parley.domain.payload.Template;
import io.parley.domain.refusal.Outcome;

/**
 * What may be lost on the way to a subscriber who is slow.
 *
 * @param policies the channel's policy; asked once for as long as somebody hears the channel, and never blocks
 * @param reader   reads by what messages are coalesced
 */
public record SlowConsumerTerms(Function<ChannelId, SlowConsumerPolicy> policies, JsonReader reader) {
    /** Says of each message of the channel how it may be lost; to be asked once a message. */
    Function<Message, Optional<Lossy>> in(ChannelId channel) {
        SlowConsumerPolicy policy = policies.apply(channel);
        return switch (policy.action()) {
            case DISCONNECT -> _ -> Optional.empty();
            case DROP_OLDEST -> always(Lossy.OLDEST_FIRST);
            case SKIP -> always(Lossy.TOGETHER);
            case COALESCE -> policy.coalesceBy().<Function<Message, Optional<Lossy>>>map(by -> message -> Optional.of(like(message, by)))
                    .orElse(message -> Optional.of(Lossy.replaceable(message.event())));
        };
    }

    private static Function<Message, Optional<Lossy>> always(Lossy lossy) {
        Optional<Lossy> known = Optional.of(lossy);
        return _ -> known;
    }

    private Lossy like(Message message, Template by) {
        return keyOf(message.data(), by).map(key -> Lossy.replaceable(key + message.event())).orElse(Lossy.OLDEST_FIRST);
    }

    private Optional<String> keyOf(Payload data, Template by) {
        if (data.isBinary()) {
            return Optional.empty();
        }
        return reader.read(data.bytes(), by.fields()) instanceof Outcome.Done<JsonObject>(JsonObject said)
                && by.fill(List.of(), said, SlowConsumerTerms::delimited) instanceof Outcome.Done<String>(String key)
                        ? Optional.of(key.length() + ":" + key)
                        : Optional.empty();
    }

    /** Two values are not the same as two others that only read so side by side. */
    private static String delimited(String value) {
        return value.length() + ":" + value;
    }
}
