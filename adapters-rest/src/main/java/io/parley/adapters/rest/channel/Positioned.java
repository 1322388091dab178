package io.parley.adapters.rest.channel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.springframework.http.HttpStatus;

import io.parley.adapters.rest.Refused;
import io.parley.application.delivery.Backplane;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Position;
import io.parley.domain.refusal.Outcome;

/** The answer to a broadcast: {@code {"channel", "epoch"?, "offset"?}}. */
final class Positioned {
    private Positioned() {}

    /** Throws if it was refused: a key that stands for another message is a conflict. */
    static Map<String, Object> answer(ChannelName channel, Outcome<Optional<Position>> outcome) {
        Optional<Position> position = Refused.unlessDone(outcome, Backplane.KEY_REUSED, HttpStatus.CONFLICT.value());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("channel", channel.value());
        position.ifPresent(at -> {
            answer.put("epoch", at.epoch());
            answer.put("offset", at.offset());
        });
        return answer;
    }
}
