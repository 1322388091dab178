package io.parley.application.channel;

import java.time.InstantSource;
import java.util.Optional;

import io.parley.application.delivery.Backplane;
import io.parley.application.extension.Interceptors;
import io.parley.application.extension.Submission;
import io.parley.application.limit.MessageLimits;
import io.parley.application.rule.Question;
import io.parley.application.rule.RuleLanguage;
import io.parley.domain.channel.Channel;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.History;
import io.parley.domain.channel.Rule;
import io.parley.domain.delivery.Audience;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Once;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Priority;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.Server;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;
import io.parley.domain.refusal.Verdict;

/** Use case: somebody says something in a channel. */
public final class Publishing {
    private final Channels channels;
    private final Permissions permissions;
    private final RuleLanguage rules;
    private final Backplane backplane;
    private final MessageLimits limits;
    private final Interceptors interceptors;
    private final InstantSource clock;

    /** @param clock stamps messages */
    public Publishing(Channels channels, Permissions permissions, RuleLanguage rules, Backplane backplane, MessageLimits limits,
            Interceptors interceptors, InstantSource clock) {
        this.channels = channels;
        this.permissions = permissions;
        this.rules = rules;
        this.backplane = backplane;
        this.limits = limits;
        this.interceptors = interceptors;
        this.clock = clock;
    }

    /**
     * What is to be said.
     *
     * @param audience for whom of the channel
     * @param key      what makes it the same when its sender says it again; empty: nothing
     * @param passing  whether it is not to be kept, though the channel keeps history
     */
    public record Words(String event, Payload data, Priority priority, Audience audience, Optional<String> key, boolean passing) {
        /** Words that are kept as the channel keeps what is said, and are new each time. */
        public Words(String event, Payload data, Priority priority, Audience audience) {
            this(event, data, priority, audience, Optional.empty(), false);
        }

        /** Words to all who hear the channel. */
        public static Words toAll(String event, Payload data, Priority priority) {
            return new Words(event, data, priority, Audience.EVERYBODY);
        }

        /** Other words, said in the same way. */
        Words saying(String otherEvent, Payload otherData) {
            return new Words(otherEvent, otherData, priority, audience, key, passing);
        }
    }

    /**
     * A client's message: the channel's rule decides, how much its user has said lately, and what extensions make of it.
     *
     * @return where it was stored, if the channel keeps history
     * @throws io.parley.application.Unavailable if the store did not answer
     */
    public Outcome<Optional<Position>> publish(Identity who, ChannelName name, Words words) {
        Optional<Refusal> tooMuch = limits.refuse(who);
        return tooMuch.isPresent() ? Outcome.refused(tooMuch.get()) : channels.find(who.realm(), name).then(channel -> {
            Message message = message(channel, words, who.user());
            return permissions.publishing(who, channel, message) instanceof Verdict.Refused(Refusal refusal)
                    ? Outcome.refused(refusal)
                    : limits.refuse(who, channel).<Outcome<Optional<Position>>>map(Outcome::refused)
                            .orElseGet(() -> interceptors.concern(channel)
                                    ? reviewed(who, channel, words)
                                    : send(channel, message, words, senderOf(who)));
        });
    }

    private Outcome<Optional<Position>> reviewed(Identity who, Channel channel, Words words) {
        return interceptors.review(new Submission(who, channel, words.event(), words.data())).then(left -> {
            if (left.isEmpty()) {
                return Outcome.done(Optional.empty());
            }
            Words said = words.saying(left.get().event(), left.get().data());
            return send(channel, message(channel, said, who.user()), said, senderOf(who));
        });
    }

    /**
     * A server's message: the scope {@code publish} decides, in any channel there is.
     *
     * @return where it was stored, if the channel keeps history
     * @throws io.parley.application.Unavailable if the store did not answer
     */
    public Outcome<Optional<Position>> broadcast(Identity who, ChannelName name, Words words) {
        return Scopes.need(who, Scope.PUBLISH, "broadcast").then(_ -> understood(words.audience()))
                .then(_ -> relay(who.realm(), name, words, senderOf(who)));
    }

    /**
     * What another service says where the configuration lets it: nothing more is asked, in any channel there is.
     *
     * @param sender whose the words' key is, if they have one
     * @return where it was stored, if the channel keeps history
     * @throws io.parley.application.Unavailable if the store did not answer
     */
    public Outcome<Optional<Position>> relay(RealmId realm, ChannelName name, Words words, String sender) {
        return channels.find(realm, name).then(channel -> send(channel, message(channel, words, Optional.empty()), words, sender));
    }

    private Outcome<Audience> understood(Audience audience) {
        return audience.filter().<Outcome<Audience>>map((Rule filter) -> rules.compile("$.filter", filter, Question.AUDIENCE)
                .then(_ -> Outcome.done(audience))).orElse(Outcome.done(audience));
    }

    private Message message(Channel channel, Words words, Optional<UserId> sender) {
        return new Message(channel.id(), words.event(), words.data(), clock.instant(), sender, words.audience(), words.priority());
    }

    private Outcome<Optional<Position>> send(Channel channel, Message message, Words words, String sender) {
        History history = words.passing() ? History.NONE : channel.policy().history();
        return words.key().isEmpty()
                ? Outcome.done(backplane.publish(message, history))
                : backplane.publishOnce(message, history, new Once(sender, words.key().get(), Fingerprint.of(message)));
    }

    /** Whose an idempotency key is: a user's on all his devices, or an API key's wherever it is used. */
    private static String senderOf(Identity who) {
        return switch (who) {
            case User user -> "user:" + user.id().subject();
            case Server server -> "server:" + server.keyName();
            case Anonymous _ -> "anonymous";
        };
    }
}
