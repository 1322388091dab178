package io.parley.adapters.rest.channel;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.springframework.http.HttpStatus;
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
import io.parley.domain.channel.ChannelName;
import io.parley.domain.identity.Identity;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.Roster;

/** What servers do in a channel. */
@RestController
@RequestMapping("/realtime/channels/{channel}")
public final class ChannelController {
    private final Publishing publishing;
    private final Rooms rooms;
    private final RequestBodies bodies;

    /** Messages go out by the one use case, who is there is the other's. */
    public ChannelController(Publishing publishing, Rooms rooms, RequestBodies bodies) {
        this.publishing = publishing;
        this.rooms = rooms;
        this.bodies = bodies;
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
    @GetMapping("/presence")
    Map<String, Object> presence(@AuthenticationPrincipal Identity who, @PathVariable("channel") String channel) {
        ChannelName name = Names.channel(channel);
        Roster roster = Refused.unlessDone(rooms.roster(who, name));
        List<MemberView> users = roster.members().stream().map(MemberView::of).toList();
        return Map.of("channel", name.value(), "users", users, "count", roster.count());
    }

    /** Sends a user out, with all his connections. */
    @PostMapping("/kick")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void kick(@AuthenticationPrincipal Identity who, @PathVariable("channel") String channel, InputStream body) throws IOException {
        ChannelName name = Names.channel(channel);
        KickBody kick = bodies.read(body, KickBody.class);
        Refused.unlessDone(rooms.kick(who, name, kick.user(who.realm()), kick.words(), kick.ban()));
    }

    /** A member as clients see it; what is not known is left out. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record MemberView(String id, Optional<String> name, Map<String, Object> metadata) {
        static MemberView of(Member member) {
            return new MemberView(member.user().subject(), member.profile().name(),
                    member.profile().avatar().<Map<String, Object>>map(avatar -> Map.of("avatar", avatar)).orElse(Map.of()));
        }
    }
}
