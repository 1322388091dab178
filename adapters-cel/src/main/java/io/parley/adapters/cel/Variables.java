package io.parley.adapters.cel;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelVariableResolver;
import org.jspecify.annotations.Nullable;

import io.parley.application.rule.Facts;
import io.parley.application.rule.Question;
import io.parley.domain.channel.Channel;
import io.parley.domain.channel.ChannelRecord;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;

/** The facts as an expression sees them, each made when it is first asked for. One evaluation, one thread. */
final class Variables implements CelVariableResolver {
    static final String AUTH = "auth";
    static final String DATA = "data";
    static final String CHANNEL = "channel";
    static final String CAPTURED = "captured";
    static final String MESSAGE = "message";

    private final Facts facts;
    private @Nullable Object data;

    Variables(Facts facts) {
        this.facts = facts;
    }

    /** The names that a question offers. */
    static Set<String> offered(Question question) {
        return switch (question) {
            case ENTER -> Set.of(AUTH, DATA, CHANNEL, CAPTURED);
            case PUBLISH -> Set.of(AUTH, DATA, CHANNEL, CAPTURED, MESSAGE);
            case FILTER -> Set.of(MESSAGE);
            case AUDIENCE -> Set.of(AUTH, CHANNEL, MESSAGE);
        };
    }

    @Override
    public Optional<Object> find(String name) {
        return Optional.ofNullable(switch (name) {
            case AUTH -> auth();
            case DATA -> data();
            case CHANNEL -> facts.name().name().value();
            case CAPTURED -> captured();
            case MESSAGE -> message();
            default -> null;
        });
    }

    private Object auth() {
        return facts.auth().filter(who -> !(who instanceof Anonymous)).<Object>map(AuthFields::new).orElse(NullValue.NULL_VALUE);
    }

    /** Made once: the room's metadata is read in it. */
    private Object data() {
        if (data == null) {
            data = facts.channel().map(Channel::record).flatMap(ChannelRecord::room).<Object>map(RoomFields::new).orElse(Map.of());
        }
        return data;
    }

    private Object captured() {
        return facts.channel().map(channel -> channel.capturedFor(facts.auth().flatMap(Identity::user))).orElse(Map.of());
    }

    private @Nullable Object message() {
        return facts.message().map(MessageFields::new).orElse(null);
    }
}
