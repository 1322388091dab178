package io.parley.application.rule;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.parley.domain.channel.Channel;
import io.parley.domain.channel.Room;
import io.parley.domain.channel.Rule;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/**
 * A rule language for tests. It knows the texts of {@link Rule}'s constants, and {@code message.event}, {@code message.sender} and
 * {@code auth.uid}, compared with {@code ==} or {@code !=} to a text in single quotes; nothing else means anything. It counts how often each
 * text is evaluated. Thread-safe.
 */
public final class PlainRules implements RuleLanguage {
    private static final Pattern COMPARISON = Pattern
            .compile("(?<what>message\\.event|message\\.sender|auth\\.uid) (?<sign>[=!]=) '(?<text>[^']*)'");
    private static final Pattern WORD = Pattern.compile("'[^']*'|\\b(?<word>auth|data|captured|message)\\b");
    private static final Set<String> READING = Set.of("owner", "editor", "commenter", "viewer");
    private static final Set<String> WRITING = Set.of("owner", "editor");

    private static final Map<Rule, Predicate<Facts>> KNOWN = Map.ofEntries(Map.entry(Rule.EVERYONE, _ -> true),
            Map.entry(Rule.NOBODY, _ -> false),
            Map.entry(Rule.USERS, PlainRules::isSomebody),
            Map.entry(Rule.SERVERS, facts -> facts.auth().filter(who -> who.holds(Scope.PUBLISH)).isPresent()),
            Map.entry(Rule.ADMINS, PlainRules::isAdmin), Map.entry(Rule.OWNER, PlainRules::isOwner),
            Map.entry(Rule.MEMBERS, facts -> isMember(facts).orElse(false)),
            Map.entry(Rule.MEMBERS_IF_ANY, facts -> isSomebody(facts) && isMember(facts).orElse(true)),
            Map.entry(Rule.CONCERNED, PlainRules::isConcerned),
            Map.entry(Rule.CONCERNED_OR_OWNER, facts -> isOwner(facts) || isConcerned(facts)),
            Map.entry(Rule.READERS, facts -> role(facts).filter(READING::contains).isPresent()),
            Map.entry(Rule.WRITERS, facts -> role(facts).filter(WRITING::contains).isPresent()));

    private final Map<String, AtomicInteger> evaluations = new ConcurrentHashMap<>();

    @Override
    public Outcome<CompiledRule> compile(Rule rule, Question question) {
        for (Matcher words = WORD.matcher(rule.text()); words.find();) {
            if (words.group("word") != null && !offered(question).contains(words.group("word"))) {
                return refused(rule, words.start(), "something that a rule may speak of here");
            }
        }
        Matcher comparison = COMPARISON.matcher(rule.text());
        if (comparison.matches()) {
            return Outcome.done(
                    counted(rule, compared(comparison.group("what"), comparison.group("sign").equals("=="), comparison.group("text"))));
        }
        Predicate<Facts> known = KNOWN.get(rule);
        return known != null
                ? Outcome.done(counted(rule, known))
                : refused(rule, comparison.lookingAt() ? comparison.end() : 0, "a rule that tests know");
    }

    /** How often rules of that text were evaluated. */
    public int evaluations(String text) {
        return evaluations.getOrDefault(text, new AtomicInteger()).get();
    }

    private static Set<String> offered(Question question) {
        return switch (question) {
            case ENTER -> Set.of("auth", "data", "captured");
            case PUBLISH -> Set.of("auth", "data", "captured", "message");
            case FILTER -> Set.of("message");
            case AUDIENCE -> Set.of("auth", "message");
        };
    }

    private static Outcome<CompiledRule> refused(Rule rule, int position, String expected) {
        String got = rule.text().substring(position);
        return Outcome.refused(new Refusal(ErrorCode.INVALID_MESSAGE, "Expected " + expected + " at character " + position,
                Map.of("position", position, "expected", expected, "got", got)));
    }

    private CompiledRule counted(Rule rule, Predicate<Facts> meaning) {
        AtomicInteger count = evaluations.computeIfAbsent(rule.text(), _ -> new AtomicInteger());
        return facts -> {
            count.incrementAndGet();
            return meaning.test(facts);
        };
    }

    private static Predicate<Facts> compared(String what, boolean equal, String text) {
        return switch (what) {
            case "message.event" -> facts -> facts.message().filter(said -> said.message().event().equals(text) == equal).isPresent();
            case "message.sender" -> facts -> facts.message()
                    .filter(said -> said.message().sender().map(UserId::subject).filter(text::equals).isPresent() == equal).isPresent();
            // An anonymous has no uid to compare: that fails, and what fails says no.
            default -> facts -> isSomebody(facts) && uid(facts).filter(text::equals).isPresent() == equal;
        };
    }

    private static boolean isSomebody(Facts facts) {
        return facts.auth().filter(who -> !(who instanceof Anonymous)).isPresent();
    }

    private static Optional<String> uid(Facts facts) {
        return facts.auth().flatMap(Identity::user).map(UserId::subject);
    }

    private static boolean isAdmin(Facts facts) {
        return facts.auth()
                .filter(who -> who.scopes().contains(Scope.ADMIN) || (who instanceof User user && user.roles().contains("admin")))
                .isPresent();
    }

    private static boolean isOwner(Facts facts) {
        Optional<UserId> user = facts.auth().flatMap(Identity::user);
        return user.isPresent() && facts.channel().map(channel -> channel.capturedFor(user).get("id")).equals(user.map(UserId::subject));
    }

    private static Optional<Room> room(Facts facts) {
        return facts.channel().map(Channel::record).flatMap(record -> record.room());
    }

    /** Whether he is a member; empty if the room names none. */
    private static Optional<Boolean> isMember(Facts facts) {
        return room(facts).flatMap(Room::members).map(members -> uid(facts).filter(members::contains).isPresent());
    }

    private static boolean isConcerned(Facts facts) {
        return uid(facts).isPresent() && found(facts, "\"userId\"\\s*:\\s*\"(?<text>[^\"]*)\"").equals(uid(facts));
    }

    private static Optional<String> role(Facts facts) {
        return uid(facts).flatMap(uid -> found(facts,
                "\"permissions\"\\s*:\\s*\\{[^}]*\"" + Pattern.quote(uid) + "\"\\s*:\\s*\"(?<text>[^\"]*)\""));
    }

    /** What stands in the room's metadata, read as a text: tests write it without escapes. */
    private static Optional<String> found(Facts facts, String pattern) {
        return room(facts).map(room -> Pattern.compile(pattern).matcher(room.metadata().json())).filter(Matcher::find)
                .map(matcher -> matcher.group("text"));
    }
}
