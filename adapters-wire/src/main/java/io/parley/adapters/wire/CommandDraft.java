package io.parley.adapters.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.parley.application.identity.Credentials;
import io.parley.application.protocol.ClientCommand;
import io.parley.application.protocol.CommandId;
import io.parley.application.protocol.Decoded;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Rule;
import io.parley.domain.delivery.DurableName;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Once;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Priority;
import io.parley.domain.payload.Payload;
import io.parley.domain.preference.PreferencesChange;
import io.parley.domain.presence.MemberUpdate;
import io.parley.domain.refusal.Refusal;

/**
 * A command while it is read: what stood in the frame, and the mistakes. What the command is turns out at the end, as its type may stand last;
 * only then is it known which mistakes matter, as a field that a command does not know is ignored whatever it holds.
 */
final class CommandDraft {
    /** The most messages that a client may ask for with its subscription; a policy keeps fewer as a rule. */
    static final int MAX_HISTORY = 1_000;
    private static final int DEFAULT_LIMIT = 100;
    /** Longer words are not repeated to who sent them. */
    private static final int MAX_QUOTED = 64;

    @Nullable
    CommandId id;
    @Nullable
    String type;
    @Nullable
    String token;
    boolean noToken;
    @Nullable
    String auth;
    @Nullable
    String channel;
    @Nullable
    String event;
    @Nullable
    String filter;
    @Nullable
    String priority;
    Payload data = Payload.NULL;
    boolean presence = true;
    boolean typing = true;
    @Nullable
    Position recover;
    int history;
    @Nullable
    Position from;
    int limit = DEFAULT_LIMIT;
    boolean reverse;
    @Nullable
    String key;
    boolean passing;
    @Nullable
    String durable;
    @Nullable
    PreferencesChange preferences;
    final PositionDraft position = new PositionDraft();
    private final Map<String, Refusal> faults = new LinkedHashMap<>();

    /** Notes a mistake, unless there was one at the same place before. */
    void fault(String path, String expected, String got) {
        faults.putIfAbsent(path, Refusal.invalid(path, expected, got));
    }

    Decoded malformed(Refusal refusal) {
        return new Decoded.Malformed(Optional.ofNullable(id), refusal);
    }

    /** What the frame says, of all that a client can say. */
    Decoded finish() {
        return finish(command());
    }

    /** What the header of a payload says: it can be that of a message alone. */
    Decoded finishMessage(Payload payload) {
        data = payload;
        if (type != null && !type.equals("message")) {
            fault("$.type", "message", quoted(type));
        }
        return finish(type == null ? missing("$.type", "message") : inChannel(this::publish));
    }

    private Decoded finish(@Nullable ClientCommand command) {
        Set<String> known = fieldsOf(type);
        Optional<Refusal> fault = faults.entrySet().stream().filter(one -> known.contains(one.getKey())).map(Map.Entry::getValue)
                .findFirst();
        return fault.isEmpty() && command != null
                ? new Decoded.Command(command)
                : malformed(fault.orElseGet(() -> Refusal.invalid("$", "a command", "none")));
    }

    private static Set<String> fieldsOf(@Nullable String type) {
        return switch (type) {
            case "auth" -> Set.of("$.type", "$.id", "$.token");
            case "subscribe" ->
                Set.of("$.type", "$.id", "$.channel", "$.auth", "$.presence", "$.recover", "$.recover.epoch", "$.recover.offset",
                        "$.history", "$.filter", "$.durable");
            case "history" -> Set.of("$.type", "$.id", "$.channel", "$.from", "$.from.epoch", "$.from.offset", "$.limit", "$.reverse");
            case "ack" -> Set.of("$.type", "$.id", "$.channel", "$.epoch", "$.offset");
            case "preferences:update" -> PreferencesJson.FIELDS;
            case "unsubscribe", "presence" -> Set.of("$.type", "$.id", "$.channel");
            case "presence:update" -> Set.of("$.type", "$.id", "$.channel", "$.data", "$.data.id", "$.data.name", "$.data.status");
            case "typing" -> Set.of("$.type", "$.id", "$.channel", "$.typing");
            case "message" -> Set.of("$.type", "$.id", "$.channel", "$.event", "$.priority", "$.idempotencyKey", "$.volatile");
            case "event" -> Set.of("$.type", "$.id", "$.event");
            case null, default -> Set.of("$.type", "$.id");
        };
    }

    private @Nullable ClientCommand command() {
        return switch (type) {
            case null -> missing("$.type", "a message type");
            case "auth" -> authenticate();
            case "subscribe" -> inChannel(this::subscribe);
            case "unsubscribe" -> inChannel(name -> new ClientCommand.Unsubscribe(id(), name));
            case "message" -> inChannel(this::publish);
            case "presence" -> inChannel(name -> new ClientCommand.SeePresence(id(), name));
            case "presence:update" -> inChannel(this::updatePresence);
            case "typing" -> inChannel(name -> new ClientCommand.ShowTyping(id(), name, typing));
            case "history" -> inChannel(
                    name -> new ClientCommand.ReadHistory(id(), name, Optional.ofNullable(from), limit, reverse));
            case "ack" -> inChannel(this::acknowledge);
            case "event" -> custom();
            case "preferences" -> new ClientCommand.SeePreferences(id());
            case "preferences:update" -> preferences == null
                    ? missing("$.preferences", "an object")
                    : new ClientCommand.ChangePreferences(id(), preferences);
            case "ping" -> new ClientCommand.Ping(id());
            default -> mistake("$.type",
                    "auth, subscribe, unsubscribe, message, ack, history, presence, presence:update, typing, "
                            + "preferences, preferences:update, event or ping",
                    quoted(type));
        };
    }

    private Optional<CommandId> id() {
        return Optional.ofNullable(id);
    }

    private @Nullable ClientCommand authenticate() {
        if (noToken) {
            return new ClientCommand.LogOut(id());
        }
        return token == null ? missing("$.token", "a token, or null") : new ClientCommand.Authenticate(id(), new Credentials.Token(token));
    }

    private @Nullable ClientCommand subscribe(ChannelName name) {
        if (filter != null && (filter.isBlank() || filter.length() > Rule.MAX_LENGTH)) {
            return mistake("$.filter", "1-" + Rule.MAX_LENGTH + " characters",
                    filter.isBlank() ? "blanks" : filter.length() + " characters");
        }
        if (durable != null && !DurableName.isValid(durable)) {
            return mistake("$.durable", DurableName.FORM, "another");
        }
        return new ClientCommand.Subscribe(id(), name, presence, Optional.ofNullable(recover), history,
                Optional.ofNullable(filter).map(Rule::new), Optional.ofNullable(durable).map(DurableName::new),
                Optional.ofNullable(auth).map(Credentials.Token::new));
    }

    private @Nullable ClientCommand updatePresence(ChannelName name) {
        MemberUpdate update = MemberUpdateReader.read(data, this);
        return update == null ? null : new ClientCommand.UpdatePresence(id(), name, update);
    }

    private @Nullable ClientCommand acknowledge(ChannelName name) {
        Position upTo = position.finish(this, "$");
        return upTo == null ? null : new ClientCommand.Acknowledge(id(), name, upTo);
    }

    private @Nullable ClientCommand publish(ChannelName name) {
        String said = event();
        if (said == null) {
            return null;
        }
        if (key != null && (key.isEmpty() || key.length() > Once.MAX_KEY_LENGTH)) {
            return mistake("$.idempotencyKey", "1-" + Once.MAX_KEY_LENGTH + " characters", key.length() + " characters");
        }
        Function<Priority, ClientCommand> weighed = weight -> new ClientCommand.Publish(id(), name, said, data, weight,
                Optional.ofNullable(key), passing);
        return switch (priority) {
            case "high" -> weighed.apply(Priority.HIGH);
            case "low" -> weighed.apply(Priority.LOW);
            case null -> weighed.apply(Priority.NORMAL);
            case "normal" -> weighed.apply(Priority.NORMAL);
            default -> mistake("$.priority", "high, normal or low", quoted(priority));
        };
    }

    private @Nullable ClientCommand custom() {
        String asked = event();
        return asked == null ? null : new ClientCommand.Custom(id(), asked, data);
    }

    /** The event, or null and the mistake noted. */
    private @Nullable String event() {
        if (event != null && !event.isEmpty() && event.length() <= Message.MAX_EVENT_LENGTH) {
            return event;
        }
        fault("$.event", "1-" + Message.MAX_EVENT_LENGTH + " characters", event == null ? "nothing" : event.length() + " characters");
        return null;
    }

    private @Nullable ClientCommand inChannel(Function<ChannelName, @Nullable ClientCommand> command) {
        if (channel == null) {
            return missing("$.channel", "a channel name");
        }
        if (!ChannelName.isValid(channel)) {
            return mistake("$.channel", "a name of " + ChannelName.FORM, "another");
        }
        return command.apply(new ChannelName(channel));
    }

    private @Nullable ClientCommand missing(String path, String expected) {
        return mistake(path, expected, "nothing");
    }

    private @Nullable ClientCommand mistake(String path, String expected, String got) {
        fault(path, expected, got);
        return null;
    }

    private static String quoted(String word) {
        return word.length() > MAX_QUOTED ? "another" : "'" + word + "'";
    }
}
