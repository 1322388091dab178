package io.parley.bootstrap.hazard;

import java.util.List;
import java.util.random.RandomGenerator;

/** Messages of every type that a client can send, about channels of every kind; most of them are in order, none is always allowed. */
final class ValidMessages {
    private static final List<String> KINDS = List.of("public:%s", "private:user-{me}", "user.{me}", "user:{me}", "user:{me}:%s",
            "user:other",
            "private:room-%s", "room:%s", "room.%s", "chat:%s", "chat:%s", "chat:%s", "presence:%s", "docs.%s", "presence.%s", "jobs.%s",
            "admin:%s", "event:%s", "booking:%s", "system:%s", "tournament:%s", "match:%s", "payment:{me}", "ticket:{me}:%s",
            "progress:{me}",
            "payment:%s", "db:collection:%s", "system:all", "nothing:%s", "chat:=C3=A9%s", "user:=61%s", "user:==%s", "room:");
    private static final List<String> FILTERS = List.of("message.event == 'goal'", "message.event == 'goal' || message.data.minute > 80",
            "has(message.data.x) && message.data.x in [1,2,3]", "message.sender != null", "message.data.exists(x, x > 3)", "true", "false",
            "size(message.event) > 3 ? message.data.a.b.c == 1 : 1 / 0 > 2", "message.event.matches('^(a+)+$')",
            "message.data.map(x, x * 2)[0] == 4",
            "message.event.startsWith('g') && !(message.data == null)", "'a'.includes('b')", "auth.uid == 'x'", "message.data.minute > 80");

    private final RandomGenerator random;
    private final HostileValues values;
    private final String me;
    private final List<String> tokens;
    private int sent;

    /** @param tokens what to authenticate with, good and bad */
    ValidMessages(RandomGenerator random, String me, List<String> tokens) {
        this.random = random;
        this.me = me;
        this.tokens = tokens;
        values = new HostileValues(random);
    }

    Draft next() {
        Draft draft = new Draft();
        switch (random.nextInt(28)) {
            case 0 -> draft.withText("type", "auth").with("token", random.nextInt(6) == 0 ? "null" : '"' + values.pick(tokens) + '"');
            case 1, 2, 3, 4 -> subscribe(draft);
            case 5, 6, 7 -> draft.withText("type", "unsubscribe").withText("channel", channel());
            case 8, 9, 10 -> draft.withText("type", "presence").withText("channel", channel());
            case 11, 12, 13, 14, 15, 16, 17 -> draft.withText("type", "ping");
            case 18 -> draft.withText("type", "presence:update").withText("channel", channel()).with("data", values.tree(2));
            case 19 ->
                draft.withText("type", "typing").withText("channel", channel()).with("typing", Boolean.toString(random.nextBoolean()));
            case 20 -> preferences(draft);
            case 21 ->
                draft.withText("type", "event").withText("event", values.pick(List.of("dice:roll", "é"))).with("data", values.tree(2));
            default -> message(draft).with("data", values.tree(3));
        }
        return random.nextInt(5) == 0 ? draft : draft.with("id", id());
    }

    private void subscribe(Draft draft) {
        draft.withText("type", "subscribe").withText("channel", channel());
        if (random.nextInt(3) == 0) {
            draft.withText("filter", filter());
        }
        if (random.nextInt(4) == 0) {
            draft.with("presence", Boolean.toString(random.nextBoolean()));
        }
        if (random.nextInt(4) == 0) {
            draft.with("history", Integer.toString(random.nextInt(1_001)));
        }
        if (random.nextInt(8) == 0) {
            draft.with("recover", "{\"epoch\":\"e\",\"offset\":" + random.nextInt(100) + "}");
        }
        if (random.nextInt(12) == 0) {
            draft.withText("auth", values.pick(tokens));
        }
    }

    private void preferences(Draft draft) {
        if (random.nextBoolean()) {
            draft.withText("type", "preferences");
        } else {
            draft.withText("type", "preferences:update").with("preferences", "{\"mutedChannels\":[\"" + channel()
                    + "\"],\"mutedEvents\":[\"goal\"],\"presence\":\"" + values.pick(List.of("visible", "invisible")) + "\"}");
        }
    }

    /** One without its data. */
    Draft message(Draft draft) {
        draft.withText("type", "message").withText("channel", channel()).withText("event", values.pick(List.of("goal", "said", "é", "a")));
        return random.nextInt(4) == 0 ? draft.withText("priority", values.pick(List.of("high", "normal", "low"))) : draft;
    }

    private String id() {
        String number = Integer.toString(++sent);
        return random.nextInt(3) == 0 ? number : '"' + "f" + number + '"';
    }

    private String channel() {
        return values.pick(KINDS).replace("{me}", me).replace("%s", Integer.toString(random.nextInt(12)));
    }

    /** Quotes in it are single, so that it can stand in a string. */
    private String filter() {
        String filter = values.pick(FILTERS);
        return switch (random.nextInt(6)) {
            case 0 -> TextMutator.mutate(random, filter, values.pick(FILTERS)).replaceAll("[\\\\\"\\p{Cntrl}]", "");
            case 1 -> values.pick(List.of("(", "[", "!", "-", "x.", "a?b:", "1+", "{1:")).repeat(random.nextInt(250));
            case 2 -> {
                int depth = random.nextInt(120);
                yield "(".repeat(depth) + filter + ")".repeat(depth);
            }
            default -> filter;
        };
    }
}
