package io.parley.adapters.rest.channel;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.parley.adapters.rest.Refused;
import io.parley.adapters.rest.RequestBodies;
import io.parley.application.channel.Publishing;
import io.parley.application.channel.Rooms;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.identity.Identity;

/** What servers say to all, or to one user on all his connections; and how they send him away. */
@RestController
@RequestMapping("/realtime")
public final class UserController {
    private final Publishing publishing;
    private final Rooms rooms;
    private final RequestBodies bodies;

    /** Messages go out by the one use case, users by the other. */
    public UserController(Publishing publishing, Rooms rooms, RequestBodies bodies) {
        this.publishing = publishing;
        this.rooms = rooms;
        this.bodies = bodies;
    }

    /** To every connection. */
    @PostMapping("/broadcast")
    Map<String, Object> toAll(@AuthenticationPrincipal Identity who, InputStream body) throws IOException {
        return broadcast(who, ChannelName.ALL, body);
    }

    /** To every connection of a user. */
    @PostMapping("/users/{user}/broadcast")
    Map<String, Object> toUser(@AuthenticationPrincipal Identity who, @PathVariable("user") String user, InputStream body)
            throws IOException {
        return broadcast(who, ChannelName.ownOf(Names.user(who.realm(), user)), body);
    }

    private Map<String, Object> broadcast(Identity who, ChannelName channel, InputStream body) throws IOException {
        BroadcastBody message = bodies.read(body, BroadcastBody.class);
        return Positioned.answer(channel, publishing.broadcast(who, channel, message.words()));
    }

    /** Ends every connection of a user. */
    @DeleteMapping("/users/{user}/connections")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dismiss(@AuthenticationPrincipal Identity who, @PathVariable("user") String user) {
        Refused.unlessDone(rooms.dismiss(who, Names.user(who.realm(), user)));
    }
}
