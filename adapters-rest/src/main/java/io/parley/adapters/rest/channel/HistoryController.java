package io.parley.adapters.rest.channel;

import java.util.Optional;

import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.parley.adapters.rest.Refused;
import io.parley.adapters.rest.RequestBodies;
import io.parley.application.channel.ReadingHistory;
import io.parley.application.delivery.Page;
import io.parley.application.delivery.Reading;
import io.parley.application.protocol.Vocabulary;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.Identity;

/** What was said in a channel, for servers. */
@RestController
@RequestMapping("/realtime/channels/{channel}/history")
public final class HistoryController {
    private static final String DEFAULT_LIMIT = "100";

    private final ReadingHistory histories;
    private final Vocabulary vocabulary;

    /** @param vocabulary spells messages: read here they look as they do when heard */
    public HistoryController(ReadingHistory histories, Vocabulary vocabulary) {
        this.histories = histories;
        this.vocabulary = vocabulary;
    }

    /** What was said after a position, or before it, the newest first. */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    String read(@AuthenticationPrincipal Identity who, @PathVariable("channel") String channel,
            @RequestParam("epoch") Optional<String> epoch, @RequestParam("offset") Optional<Long> offset,
            @RequestParam(name = "limit", defaultValue = DEFAULT_LIMIT) int limit,
            @RequestParam(name = "reverse", defaultValue = "false") boolean reverse) {
        ChannelName name = Names.channel(channel);
        if (limit < 1 || limit > ReadingHistory.MAX_LIMIT) {
            throw RequestBodies.invalid("limit", "1-" + ReadingHistory.MAX_LIMIT, Integer.toString(limit));
        }
        Page page = Refused.unlessDone(histories.read(who, name, new Reading(from(epoch, offset), limit, reverse)));
        return vocabulary.history(name, page.newest(), page.deliveries()).json();
    }

    private static Optional<Position> from(Optional<String> epoch, Optional<Long> offset) {
        if (epoch.isEmpty() && offset.isEmpty()) {
            return Optional.empty();
        }
        String name = RequestBodies.text("epoch", epoch.orElse(null), Position.MAX_EPOCH_LENGTH);
        long at = offset.orElseThrow(() -> RequestBodies.invalid("offset", "an integer from 0 on", "nothing"));
        if (at < 0) {
            throw RequestBodies.invalid("offset", "an integer from 0 on", Long.toString(at));
        }
        return Optional.of(new Position(name, at));
    }
}
