package io.parley.domain.channel;

import java.util.Comparator;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class PolicyBookPropertiesTest {
    /** No two of the same specificity, so that one alone decides. */
    private static final List<String> PATTERNS = List.of("*", "a*", "ab*", "aba*", "abab*", "ababa{id}", "abababa");

    @Provide
    Arbitrary<List<String>> anyOrder() {
        return Arbitraries.shuffle(PATTERNS);
    }

    @Provide
    Arbitrary<ChannelName> names() {
        return Arbitraries.strings().withChars('a', 'b').ofMinLength(1).ofMaxLength(9).map(ChannelName::new);
    }

    @Property
    void theLongestMatchingPatternWinsForAnyOrderOfPolicies(@ForAll("anyOrder") List<String> patterns, @ForAll("names") ChannelName name) {
        List<ChannelPolicy> policies = patterns.stream()
                .map(pattern -> new ChannelPolicy(ChannelPattern.of(pattern), Access.USERS, Access.USERS, History.NONE, false)).toList();
        ChannelPolicy longest = policies.stream().filter(policy -> policy.pattern().match(name).isPresent())
                .max(Comparator.comparingInt(policy -> policy.pattern().specificity())).orElseThrow();
        assertThat(new PolicyBook(policies).policyOf(name)).contains(longest);
    }
}
