package io.parley.adapters.rest.channel;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.parley.adapters.rest.Refused;
import io.parley.adapters.rest.RequestBodies;
import io.parley.application.delivery.Publishing;
import io.parley.application.presence.Attendance;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.PolicyBook;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Payload;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Scope;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.Roster;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

/** What servers do in a channel. */
@RestController
@RequestMapping("/realtime/channels/{channel}")
public final class ChannelController {
    private final Publishing publishing;
    private final Attendance attendance;
    private final PolicyBook policies;
    private final RequestBodies bodies;

    /** Messages go out by the one use case, rosters come from the other. */
    public ChannelController(Publishing publishing, Attendance attendance, PolicyBook policies, RequestBodies bodies) {
        this.publishing = publishing;
        this.attendance = attendance;
        this.policies = policies;
        this.bodies = bodies;
    }

    /** Says something to all who hear the channel, on every node. */
    @PostMapping("/broadcast")
    Map<String, Object> broadcast(@AuthenticationPrincipal Identity who, @PathVariable("channel") String channel,
            InputStream body) throws IOException {
        ChannelName name = nameOf(channel);
        BroadcastBody message = bodies.read(body, BroadcastBody.class);
        String event = RequestBodies.text("$.event", message.event(), Message.MAX_EVENT_LENGTH);
        Payload data = message.data() == null ? Payload.NULL : message.data();
        Optional<Position> position = Refused.unlessDone(publishing.broadcast(who, name, event, data));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("channel", name.value());
        position.ifPresent(at -> {
            answer.put("epoch", at.epoch());
            answer.put("offset", at.offset());
        });
        return answer;
    }

    /** Who is in the channel. */
    @GetMapping("/presence")
    Map<String, Object> presence(@AuthenticationPrincipal Identity who, @PathVariable("channel") String channel) {
        ChannelName name = nameOf(channel);
        if (!who.holds(Scope.PRESENCE_READ)) {
            throw new Refused(Refusal.of(ErrorCode.PERMISSION_DENIED, "The scope " + Scope.PRESENCE_READ + " is needed to see presence"));
        }
        if (policies.policyOf(name).isEmpty()) {
            throw new Refused(PolicyBook.unknown(name));
        }
        Roster roster = attendance.roster(new ChannelId(who.realm(), name));
        List<MemberView> users = roster.members().stream().map(MemberView::of).toList();
        return Map.of("channel", name.value(), "users", users, "count", roster.count());
    }

    private static ChannelName nameOf(String channel) {
        if (!ChannelName.isValid(channel)) {
            throw RequestBodies.invalid("channel", "a name of " + ChannelName.FORM, "another");
        }
        return new ChannelName(channel);
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
