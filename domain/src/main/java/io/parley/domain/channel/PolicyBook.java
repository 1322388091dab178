package io.parley.domain.channel;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

/** The policies of a realm. The longest matching pattern decides, whatever the order in which they were written. */
public final class PolicyBook {
    private final List<ChannelPolicy> mostSpecificFirst;

    /** A book of these policies; of two equally long patterns that match a name the earlier wins. */
    public PolicyBook(List<ChannelPolicy> policies) {
        mostSpecificFirst = policies.stream()
                .sorted(Comparator.comparingInt((ChannelPolicy policy) -> policy.pattern().specificity()).reversed())
                .toList();
    }

    /**
     * The policy of a name.
     *
     * @param captured what stands in the name for each capture of the pattern, still escaped
     */
    public record Entry(ChannelPolicy policy, Map<String, String> captured) {}

    /** What holds under a name, which is to be {@link ChannelName#canonical canonical}; empty: there is no such channel. */
    public Optional<Entry> find(ChannelName name) {
        for (ChannelPolicy policy : mostSpecificFirst) {
            Optional<Map<String, String>> captured = policy.pattern().match(name);
            if (captured.isPresent()) {
                return Optional.of(new Entry(policy, captured.get()));
            }
        }
        return Optional.empty();
    }

    /** This book with those policies before its own; one of the same pattern takes the place of its namesake. */
    public PolicyBook with(List<ChannelPolicy> others) {
        List<String> replaced = others.stream().map(policy -> policy.pattern().toString()).toList();
        return new PolicyBook(Stream.concat(others.stream(),
                mostSpecificFirst.stream().filter(policy -> !replaced.contains(policy.pattern().toString()))).toList());
    }

    /** Every policy, the most specific first. */
    public List<ChannelPolicy> policies() {
        return mostSpecificFirst;
    }

    /** The answer to a name that no pattern matches. */
    public static Refusal unknown(ChannelName name) {
        return Refusal.of(ErrorCode.CHANNEL_NOT_FOUND, "There is no channel " + name);
    }
}
