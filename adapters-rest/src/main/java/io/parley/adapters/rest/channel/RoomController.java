package io.parley.adapters.rest.channel;

import java.io.IOException;
import java.io.InputStream;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.parley.adapters.rest.Refused;
import io.parley.adapters.rest.RequestBodies;
import io.parley.application.channel.Rooms;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Room;
import io.parley.domain.identity.Identity;

/** The rooms that servers make of channels. */
@RestController
@RequestMapping("/realtime/channels/{channel}")
public final class RoomController {
    private final Rooms rooms;
    private final RequestBodies bodies;

    /** Rooms are the use case's, this spells them. */
    public RoomController(Rooms rooms, RequestBodies bodies) {
        this.rooms = rooms;
        this.bodies = bodies;
    }

    /** Makes the room, or puts this one whole in its place. */
    @PutMapping
    ResponseEntity<RoomView> put(@AuthenticationPrincipal Identity who, @PathVariable("channel") String channel, InputStream body)
            throws IOException {
        ChannelName name = Names.channel(channel);
        Room room = bodies.read(body, RoomBody.class).room();
        boolean created = Refused.unlessDone(rooms.put(who, name, room), HttpStatus.UNPROCESSABLE_CONTENT.value());
        return ResponseEntity.status(created ? HttpStatus.CREATED : HttpStatus.OK).body(RoomView.of(name, room));
    }

    /** What there is of the room. */
    @GetMapping
    RoomView get(@AuthenticationPrincipal Identity who, @PathVariable("channel") String channel) {
        ChannelName name = Names.channel(channel);
        Rooms.View view = Refused.unlessDone(rooms.get(who, name));
        return RoomView.of(name, view.room().orElse(Room.PLAIN)).in(view);
    }

    /** Closes the room: nobody hears the channel any more. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(@AuthenticationPrincipal Identity who, @PathVariable("channel") String channel) {
        Refused.unlessDone(rooms.close(who, Names.channel(channel)));
    }
}
