package io.parley.application.rule;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.parley.domain.delivery.Message;
import io.parley.domain.payload.Payload;

/** A message that rules look into: its data is parsed once at most, however many ask. Thread-safe. */
public final class Said {
    private final Message message;
    private volatile @Nullable Object data;
    private volatile @Nullable Answer last;

    private record Answer(Filter filter, boolean permits) {}

    /** Nothing is parsed until a rule asks. */
    public Said(Message message) {
        this.message = message;
    }

    /** The message itself. */
    public Message message() {
        return message;
    }

    /** What the message's data is as a value of the rule language, parsed by the first who asks; all who ask must parse alike. */
    public Object data(Function<Payload, Object> parser) {
        Object known = data;
        if (known == null) {
            known = parser.apply(message.data());
            data = known;
        }
        return known;
    }

    /** Whether the filter lets it pass. Who asks the same as the one before gets the same answer, and nothing is evaluated. */
    public boolean passes(Filter filter) {
        Answer known = last;
        if (known == null || !known.filter().equals(filter)) {
            known = new Answer(filter, filter.compiled().permits(Facts.said(this)));
            last = known;
        }
        return known.permits();
    }
}
