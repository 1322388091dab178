package io.parley.application.extension;

import java.util.List;
import java.util.Optional;

import io.parley.application.protocol.JsonTexts;
import io.parley.domain.channel.Channel;
import io.parley.domain.delivery.Message;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/** Asks interceptors about what clients say. Thread-safe. */
public final class Interceptors {
    private final List<Guarded<MessageInterceptor>> interceptors;
    private final JsonTexts json;

    /** @param interceptors in the order in which they are asked */
    public Interceptors(List<MessageInterceptor> interceptors, Guards guards, JsonTexts json) {
        this.interceptors = guards.over(interceptors);
        this.json = json;
    }

    /** Whether any of them wants to see what is said there. */
    public boolean concern(Channel channel) {
        // By index: this is asked about every message, and an iterator would be made for each.
        for (int i = 0; i < interceptors.size(); i++) {
            if (wants(interceptors.get(i), channel)) {
                return true;
            }
        }
        return false;
    }

    /** What is said in the end; empty: nothing, and nobody is told. Blocks until all are asked. */
    public Outcome<Optional<Submission>> review(Submission submission) {
        Submission said = submission;
        for (Guarded<MessageInterceptor> one : interceptors) {
            if (wants(one, said.channel())) {
                switch (ask(one, said)) {
                    case Interception.Pass _ -> {}
                    case Interception.Change(String event, Payload data) -> said = said.saying(event, data);
                    case Interception.Refuse(Refusal refusal) -> {
                        return Outcome.refused(refusal);
                    }
                    case Interception.Swallow _ -> {
                        return Outcome.done(Optional.empty());
                    }
                }
            }
        }
        return Outcome.done(Optional.of(said));
    }

    /** Who cannot say whether he wants to see it sees it. */
    private static boolean wants(Guarded<MessageInterceptor> one, Channel channel) {
        try {
            return one.extension().intercepts(channel);
        } catch (RuntimeException e) {
            one.guard().threw(e);
            return true;
        }
    }

    private Interception ask(Guarded<MessageInterceptor> one, Submission said) {
        return one.ask(interceptor -> checked(interceptor.intercept(said))).orElse(new Interception.Refuse(CutOff.REFUSAL));
    }

    private Interception checked(Interception interception) {
        return interception instanceof Interception.Change(String event, Payload data)
                ? new Interception.Change(Message.checkedEvent(event), json.oneLine(data))
                : interception;
    }
}
