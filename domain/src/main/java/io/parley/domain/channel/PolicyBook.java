package io.parley.domain.channel;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.parley.domain.identity.Identity;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;
import io.parley.domain.refusal.Verdict;

/** The policies of a realm. The longest matching pattern decides, whatever the order in which they were written. */
public final class PolicyBook {
    private final List<ChannelPolicy> mostSpecificFirst;

    /** A book of these policies; of two equally long patterns that match a name the earlier wins. */
    public PolicyBook(List<ChannelPolicy> policies) {
        mostSpecificFirst = policies.stream()
                .sorted(Comparator.comparingInt((ChannelPolicy policy) -> policy.pattern().specificity()).reversed())
                .toList();
    }

    /** The policy of a channel of that name; empty: there is no such channel. */
    public Optional<ChannelPolicy> policyOf(ChannelName name) {
        return mostSpecificFirst.stream().filter(policy -> policy.pattern().match(name).isPresent()).findFirst();
    }

    /** Whether that identity may listen to the channel. */
    public Verdict maySubscribe(Identity who, ChannelName name) {
        return judge(name, ChannelPolicy::subscribe, who, "subscribe to");
    }

    /** Whether that identity may speak in the channel as a client. */
    public Verdict mayPublish(Identity who, ChannelName name) {
        return judge(name, ChannelPolicy::publish, who, "publish to");
    }

    private Verdict judge(ChannelName name, Function<ChannelPolicy, Access> rule, Identity who, String deed) {
        Optional<ChannelPolicy> policy = policyOf(name);
        if (policy.isEmpty()) {
            return new Verdict.Refused(unknown(name));
        }
        ChannelPattern.Match match = policy.get().pattern().match(name).orElseThrow();
        return rule.apply(policy.get()).permits(who, match)
                ? Verdict.GRANTED
                : Verdict.refused(ErrorCode.PERMISSION_DENIED, "You may not " + deed + " " + name);
    }

    /** The answer to a name that no pattern matches. */
    public static Refusal unknown(ChannelName name) {
        return Refusal.of(ErrorCode.CHANNEL_NOT_FOUND, "There is no channel " + name);
    }
}
