package io.parley.adapters.wire;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

import tools.jackson.core.JsonGenerator;

import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Colour;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.MemberState;

/** Writes a member of a channel as others see him. What his token and the hub say goes before what he says. */
final class MemberWriter {
    private static final String AVATAR = MemberState.AVATAR;
    private static final String COLOUR = "color";
    private static final String LAST_SEEN = "lastSeen";
    private static final Set<String> BESIDE = Set.of(MemberState.NAME, MemberState.STATUS);

    private MemberWriter() {}

    /** All of him. */
    static void write(JsonGenerator json, Member member) {
        json.writeStartObject();
        identity(json, member);
        json.writeObjectPropertyStart("metadata");
        json.writeStringProperty(COLOUR, Colour.of(member.user()).value());
        member.profile().avatar().ifPresent(avatar -> json.writeStringProperty(AVATAR, avatar));
        said(member, _ -> true).forEach((name, value) -> Json.property(json, name, value));
        json.writeEndObject();
        state(json, member.state());
        json.writeEndObject();
    }

    /** Who he is and how it is with him, and of the rest of what he says only what changed: null where it is gone. */
    static void writeChanged(JsonGenerator json, Member member, Set<String> changed) {
        json.writeStartObject();
        identity(json, member);
        if (changed.contains(MemberState.NAME) && member.profile().name().isEmpty()
                && !member.state().data().containsKey(MemberState.NAME)) {
            json.writeNullProperty(MemberState.NAME);
        }
        json.writeObjectPropertyStart("metadata");
        Map<String, Payload> now = said(member, changed::contains);
        changed.stream().filter(name -> !isTheHubs(member, name)).sorted()
                .forEach(name -> Json.property(json, name, now.getOrDefault(name, Payload.NULL)));
        if (changed.isEmpty() || changed.contains(AVATAR)) {
            member.profile().avatar().ifPresent(avatar -> json.writeStringProperty(AVATAR, avatar));
        }
        json.writeEndObject();
        stateInFull(json, member.state());
        json.writeEndObject();
    }

    /** Who adds up what he is told is to see that somebody is back, or does nothing special any more. */
    private static void stateInFull(JsonGenerator json, MemberState state) {
        state(json, state);
        if (state.awaySince().isEmpty()) {
            if (!state.data().containsKey(MemberState.STATUS)) {
                json.writeNullProperty(MemberState.STATUS);
            }
            json.writeNullProperty(LAST_SEEN);
        }
    }

    private static void identity(JsonGenerator json, Member member) {
        json.writeStringProperty("id", member.user().subject());
        member.profile().name().ifPresentOrElse(name -> json.writeStringProperty(MemberState.NAME, name),
                () -> said(json, member.state(), MemberState.NAME));
    }

    private static void state(JsonGenerator json, MemberState state) {
        if (state.awaySince().isEmpty() || state.data().containsKey(MemberState.STATUS)) {
            said(json, state, MemberState.STATUS);
        } else {
            json.writeStringProperty(MemberState.STATUS, MemberState.AWAY);
        }
        state.awaySince().ifPresent(since -> Json.property(json, LAST_SEEN, since));
    }

    private static void said(JsonGenerator json, MemberState state, String name) {
        Payload value = state.data().get(name);
        if (value != null) {
            Json.property(json, name, value);
        }
    }

    private static Map<String, Payload> said(Member member, Predicate<String> which) {
        Map<String, Payload> said = new TreeMap<>(member.state().data());
        said.keySet().removeIf(name -> isTheHubs(member, name) || !which.test(name));
        return said;
    }

    private static boolean isTheHubs(Member member, String name) {
        return BESIDE.contains(name) || name.equals(COLOUR) || (name.equals(AVATAR) && member.profile().avatar().isPresent());
    }
}
