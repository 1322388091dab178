package io.parley.adapters.rest.channel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Position;

/** The answer to a broadcast: {@code {"channel", "epoch"?, "offset"?}}. */
final class Positioned {
    private Positioned() {}

    static Map<String, Object> answer(ChannelName channel, Optional<Position> position) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("channel", channel.value());
        position.ifPresent(at -> {
            answer.put("epoch", at.epoch());
            answer.put("offset", at.offset());
        });
        return answer;
    }
}
