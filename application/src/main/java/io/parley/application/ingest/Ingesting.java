package io.parley.application.ingest;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.parley.application.Unavailable;
import io.parley.application.channel.Publishing;
import io.parley.application.extension.Reception;
import io.parley.application.extension.ServiceEvent;
import io.parley.application.extension.ServiceEvents;
import io.parley.application.protocol.JsonReader;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Audience;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Priority;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.JsonObject;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/** Use case: another service says something in its own way, and a rule of the configuration says what that means here. */
public final class Ingesting implements Intake {
    private final List<IngestRule> mostSpecificFirst;
    private final JsonReader reader;
    private final Publishing publishing;
    private final ServiceEvents listeners;
    private final IngestWatch watch;
    private final int maxBytes;

    /**
     * Takes in by these rules.
     *
     * @param rules    of two with equally specific patterns the earlier goes first
     * @param maxBytes larger messages are malformed
     * @throws IllegalArgumentException if two rules of a realm have one source
     */
    public Ingesting(List<IngestRule> rules, JsonReader reader, Publishing publishing, ServiceEvents listeners, IngestWatch watch,
            int maxBytes) {
        mostSpecificFirst = rules.stream().sorted(Comparator.comparingInt(Ingesting::specificity).reversed()).toList();
        this.reader = reader;
        this.publishing = publishing;
        this.listeners = listeners;
        this.watch = watch;
        this.maxBytes = maxBytes;
        for (IngestRule rule : rules) {
            if (rules.stream().filter(other -> other.realm().equals(rule.realm()) && other.source().equals(rule.source())).count() > 1) {
                throw new IllegalArgumentException("One source has one rule in a realm; " + rule.source() + " has two in " + rule.realm());
            }
        }
    }

    private static int specificity(IngestRule rule) {
        return rule.source() instanceof Source.Channels(SourcePattern pattern) ? pattern.specificity() : 0;
    }

    @Override
    public Fate take(IngestRule rule, Arrival arrival, byte[] json) {
        if (!decides(rule, arrival.name())) {
            return Fate.PASSED_OVER;
        }
        try {
            return switch (publish(rule, arrival, json)) {
                case Outcome.Done<Optional<Position>> _ -> met(rule, arrival, Fate.DELIVERED, "");
                case Outcome.Refused<Optional<Position>>(Refusal refusal) -> met(rule, arrival, Fate.MALFORMED, refusal.message());
            };
        } catch (Unavailable e) {
            return met(rule, arrival, Fate.UNAVAILABLE, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // One message on which the hub fails must not keep back those behind it.
            return met(rule, arrival, Fate.MALFORMED, "the hub failed at it: " + e);
        }
    }

    @Override
    public void drop(IngestRule rule, Arrival arrival, String why) {
        met(rule, arrival, Fate.UNAVAILABLE, why);
    }

    private Fate met(IngestRule rule, Arrival arrival, Fate fate, String why) {
        watch.met(rule, arrival, fate, why);
        return fate;
    }

    /** Several patterns may fit a name, and each is heard for itself; one rule of a realm takes it. */
    private boolean decides(IngestRule rule, String name) {
        return !(rule.source() instanceof Source.Channels) || mostSpecificFirst.stream()
                .filter(other -> other.realm().equals(rule.realm()) && fits(other, name)).findFirst().filter(rule::equals).isPresent();
    }

    private static boolean fits(IngestRule rule, String name) {
        return rule.source() instanceof Source.Channels(SourcePattern pattern) && pattern.match(name).isPresent();
    }

    private Outcome<Optional<Position>> publish(IngestRule rule, Arrival arrival, byte[] json) {
        if (json.length > maxBytes) {
            return Outcome.refused(Refusal.of(ErrorCode.MESSAGE_TOO_LARGE, "A message has at most " + maxBytes + " bytes"));
        }
        List<String> names = names(rule, arrival);
        return reader.read(json, rule.fields())
                .then(said -> switch (listeners.receive(new ServiceEvent(rule.realm(), arrival.name(), said.whole()))) {
                    case Reception.Taken _ -> Outcome.done(Optional.empty());
                    case Reception.Instead(ChannelName channel, String event, Payload data) ->
                        relay(rule, arrival, channel, words(event, data, arrival));
                    case Reception.Pass _ -> channel(rule, names, said).then(
                            channel -> words(rule, arrival, names, said).then(words -> relay(rule, arrival, channel, words)));
                });
    }

    private Outcome<Optional<Position>> relay(IngestRule rule, Arrival arrival, ChannelName channel, Publishing.Words words) {
        return publishing.relay(rule.realm(), channel, words, "ingest:" + arrival.name());
    }

    private static Outcome<Publishing.Words> words(IngestRule rule, Arrival arrival, List<String> names, JsonObject said) {
        return event(rule, arrival, names, said).then(event -> data(rule, said)
                .then(data -> Outcome.done(words(event, data, arrival))));
    }

    private static Publishing.Words words(String event, Payload data, Arrival arrival) {
        return new Publishing.Words(event, data, Priority.NORMAL, Audience.EVERYBODY, arrival.key(), false);
    }

    private static List<String> names(IngestRule rule, Arrival arrival) {
        return rule.source() instanceof Source.Channels(SourcePattern pattern)
                ? pattern.match(arrival.name()).orElseThrow()
                : List.of(arrival.name());
    }

    private static Outcome<String> event(IngestRule rule, Arrival arrival, List<String> names, JsonObject said) {
        return rule.event().map(template -> template.fill(names, said, UnaryOperator.identity()))
                .orElseGet(() -> Outcome.done(arrival.event().orElse(arrival.name())))
                .then(event -> within("event", event, Message.MAX_EVENT_LENGTH));
    }

    private static Outcome<String> within(String what, String text, int maxLength) {
        return text.isEmpty() || text.length() > maxLength || text.chars().anyMatch(Character::isISOControl)
                ? Outcome.refused(Refusal.invalid(what, "1-" + maxLength + " characters, none of them a control", "something else"))
                : Outcome.done(text);
    }

    private static Outcome<Payload> data(IngestRule rule, JsonObject said) {
        return rule.data().map(path -> said.at(path).map(field -> Outcome.done(field.json()))
                .orElseGet(() -> Outcome.refused(Refusal.invalid("$." + path, "a value", "nothing")))).orElse(Outcome.done(said.whole()));
    }

    private static Outcome<ChannelName> channel(IngestRule rule, List<String> names, JsonObject said) {
        if (rule.to().isPresent() && (rule.channel().isEmpty() || rule.to().get().fields().stream().allMatch(said::says))) {
            return rule.to().get().fill(names, said, UnaryOperator.identity()).then(id -> within("to", id, UserId.MAX_LENGTH))
                    .then(id -> Outcome.done(ChannelName.ownOf(new UserId(rule.realm(), id))));
        }
        return rule.channel().orElseThrow().fill(names, said, ChannelName::escape).then(name -> ChannelName.isValid(name)
                ? Outcome.done(new ChannelName(name))
                : Outcome.refused(Refusal.invalid("channel", ChannelName.FORM, "something else")));
    }
}
