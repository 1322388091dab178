package io.parley.adapters.cel;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import io.parley.application.rule.CompiledRule;
import io.parley.application.rule.Facts;
import io.parley.application.rule.Question;
import io.parley.application.rule.RuleLanguage;
import io.parley.application.rule.Said;
import io.parley.domain.channel.Bans;
import io.parley.domain.channel.Channel;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.ChannelRecord;
import io.parley.domain.channel.PolicyBook;
import io.parley.domain.channel.Room;
import io.parley.domain.channel.RoomRules;
import io.parley.domain.channel.Rule;
import io.parley.domain.channel.ShippedPolicies;
import io.parley.domain.delivery.Message;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.Server;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/** Who there is in the tests, where they meet and what they say. */
final class Scene {
    static final RuleLanguage LANGUAGE = new CelRuleLanguage();

    static final User ADA = user("ada");
    static final User BOB = user("bob");
    static final Identity ANONYMOUS = new Anonymous(RealmId.DEFAULT);
    static final Identity SERVER = server(Scope.PUBLISH);

    private Scene() {}

    static User user(String subject, Scope... scopes) {
        return new User(new UserId(RealmId.DEFAULT, subject), Profile.UNKNOWN, Set.of(scopes), Instant.MAX);
    }

    static User user(String subject, Set<String> roles, Map<String, Object> claims) {
        return new User(new UserId(RealmId.DEFAULT, subject), Profile.UNKNOWN, Set.of(), roles, claims, Instant.MAX);
    }

    static Identity server(Scope... scopes) {
        return new Server(RealmId.DEFAULT, "backend", Set.of(scopes));
    }

    static Channel channel(String name) {
        return channel(name, ChannelRecord.NOTHING);
    }

    static Channel channel(String name, Room room) {
        return channel(name, new ChannelRecord(Optional.of(room), Bans.NONE));
    }

    private static Channel channel(String name, ChannelRecord record) {
        ChannelName canonical = new ChannelName(name).canonical();
        PolicyBook.Entry entry = ShippedPolicies.BOOK.find(canonical).orElseThrow();
        return new Channel(new ChannelId(RealmId.DEFAULT, canonical), entry.policy(), entry.captured(), record);
    }

    static Room room(String metadata) {
        return new Room(Optional.empty(), Payload.ofJson(metadata), Optional.empty(), OptionalInt.empty(), RoomRules.NONE);
    }

    static Room roomOf(String... members) {
        return new Room(Optional.empty(), Room.NO_METADATA, Optional.of(Set.copyOf(List.of(members))), OptionalInt.empty(), RoomRules.NONE);
    }

    /** What Ada says in a chat. */
    static Said said(String json) {
        return said("note", Payload.ofJson(json));
    }

    static Said said(String event, Payload data) {
        ChannelId chat = new ChannelId(RealmId.DEFAULT, new ChannelName("chat:1"));
        return new Said(new Message(chat, event, data, Instant.EPOCH, Optional.of(ADA.id())));
    }

    static CompiledRule rule(String text, Question question) {
        return switch (LANGUAGE.compile(new Rule(text), question)) {
            case Outcome.Done<CompiledRule>(CompiledRule rule) -> rule;
            case Outcome.Refused<CompiledRule>(Refusal refusal) -> throw new AssertionError(refusal.message());
        };
    }

    static Refusal refusal(String text, Question question) {
        return switch (LANGUAGE.compile(new Rule(text), question)) {
            case Outcome.Done<CompiledRule> _ -> throw new AssertionError("Compiles: " + text);
            case Outcome.Refused<CompiledRule>(Refusal refusal) -> refusal;
        };
    }

    /** Whether somebody comes into a plain chat by that rule. */
    static boolean enters(Identity who, String rule) {
        return enters(who, rule, channel("chat:1"));
    }

    static boolean enters(Identity who, String rule, Channel channel) {
        return rule(rule, Question.ENTER).permits(Facts.entering(who, channel));
    }

    /** Whether a filter wants that data. */
    static boolean wants(String filter, String json) {
        return rule(filter, Question.FILTER).permits(Facts.said(said(json)));
    }
}
