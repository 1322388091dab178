package io.parley.domain.channel;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class PolicyBookPropertiesTest {
    @Provide
    Arbitrary<List<ChannelPolicy>> policies() {
        return Combinators.combine(words(4), Arbitraries.of("", "{id}", "{id}:", "{id}.{event}"), words(2), Arbitraries.of("", "*"))
                .as((start, capture, middle, end) -> start + capture + middle + end).filter(text -> !text.isEmpty()).map(TestPolicies::of)
                .list()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<ChannelName> names() {
        return words(9).filter(ChannelName::isValid).map(ChannelName::new);
    }

    /** Few letters, so that patterns and names meet. */
    private static Arbitrary<String> words(int length) {
        return Arbitraries.strings().withChars("ab:.").ofMaxLength(length);
    }

    private static Optional<ChannelPolicy> deciding(List<ChannelPolicy> policies, ChannelName name) {
        return new PolicyBook(policies).find(name).map(PolicyBook.Entry::policy);
    }

    private static Stream<ChannelPolicy> matching(List<ChannelPolicy> policies, ChannelName name) {
        return policies.stream().filter(policy -> policy.pattern().match(name).isPresent());
    }

    @Property
    void noMatchingPatternIsLongerThanTheOneThatDecides(@ForAll("policies") List<ChannelPolicy> policies,
            @ForAll("names") ChannelName name) {
        deciding(policies, name).ifPresent(decides -> assertThat(matching(policies, name))
                .allMatch(other -> other.pattern().specificity() <= decides.pattern().specificity()));
    }

    @Property
    void whereAPatternMatchesOneDecidesAndOtherwiseNone(@ForAll("policies") List<ChannelPolicy> policies,
            @ForAll("names") ChannelName name) {
        assertThat(deciding(policies, name).isPresent()).isEqualTo(matching(policies, name).findAny().isPresent());
    }

    @Property
    void theOrderOfPoliciesOfDifferentLengthMeansNothing(@ForAll("policies") List<ChannelPolicy> policies,
            @ForAll("names") ChannelName name) {
        List<Integer> lengths = matching(policies, name).map(policy -> policy.pattern().specificity()).sorted().toList();
        boolean oneIsLongest = lengths.size() < 2 || lengths.getLast() > lengths.get(lengths.size() - 2);
        if (oneIsLongest) {
            assertThat(deciding(policies.reversed(), name).map(ChannelPolicy::pattern).map(ChannelPattern::toString))
                    .isEqualTo(deciding(policies, name).map(ChannelPolicy::pattern).map(ChannelPattern::toString));
        }
    }

    @Property
    void ofTheLongestTheEarliestDecides(@ForAll("policies") List<ChannelPolicy> policies, @ForAll("names") ChannelName name) {
        deciding(policies, name).ifPresent(decides -> assertThat(matching(policies, name)
                .filter(policy -> policy.pattern().specificity() == decides.pattern().specificity()).findFirst().orElseThrow())
                .isSameAs(decides));
    }

    @Property
    void theShippedBookDecidesEveryNameAlikeHoweverItIsWritten(@ForAll("names") ChannelName name) {
        List<ChannelPolicy> shipped = ShippedPolicies.BOOK.policies();
        assertThat(deciding(shipped.reversed(), name)).isEqualTo(deciding(shipped, name));
    }
}
