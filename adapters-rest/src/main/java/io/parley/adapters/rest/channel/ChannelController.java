package io.parley.adapters.rest.channel;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.parley.adapters.rest.Refused;
import io.parley.adapters.rest.RequestBodies;
import io.parley.application.channel.Publishing;
import io.parley.application.channel.Rooms;
import io.parley.application.protocol.Vocabulary;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.identity.Identity;

/** What servers do in a channel. */
@RestController
@RequestMapping("/realtime/channels/{channel}")
public final class ChannelController {
    private final Publishing publishing;
    private final Rooms rooms;
    private final RequestBodies bodies;
    private final Vocabulary vocabulary;

    /**
     * Messages go out by the one use case, who is there is the other's.
     *
     * @param vocabulary spells members: read here they look as those who hear the channel see them
     */
    public ChannelController(Publishing publishing, Rooms rooms, RequestBodies bodies, Vocabulary vocabulary) {
        this.publishing = publishing;
        this.rooms = rooms;
        this.bodies = bodies;
        this.vocabulary = vocabulary;
    }

    /** Says something to all who hear the channel, or to some of them, on every node. */
    @PostMapping("/broadcast")
    Map<String, Object> broadcast(@AuthenticationPrincipal Identity who, @PathVariable("channel") String channel, InputStream body)
            throws IOException {
        ChannelName name = Names.channel(channel);
        BroadcastBody message = bodies.read(body, BroadcastBody.class);
        return Positioned.answer(name, publishing.broadcast(who, name, message.words()));
    }

    /** Who is in the channel. */
    @GetMapping(path = "/presence", produces = MediaType.APPLICATION_JSON_VALUE)
    String presence(@AuthenticationPrincipal Identity who, @PathVariable("channel") String channel) {
        ChannelName name = Names.channel(channel);
        return vocabulary.presence(name, Refused.unlessDone(rooms.roster(who, name))).json();
    }

    /** Sends a user out, with all his connections. */
    @PostMapping("/kick")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void kick(@AuthenticationPrincipal Identity who, @PathVariable("channel") String channel, InputStream body) throws IOException {
        ChannelName name = Names.channel(channel);
        KickBody kick = bodies.read(body, KickBody.class);
        Refused.unlessDone(rooms.kick(who, name, kick.user(who.realm()), kick.words(), kick.ban()));
    }
}
