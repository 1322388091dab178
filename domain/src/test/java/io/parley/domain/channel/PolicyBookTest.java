package io.parley.domain.channel;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.parley.domain.refusal.ErrorCode;

import static org.assertj.core.api.Assertions.assertThat;

class PolicyBookTest {
    private static PolicyBook book(String... patterns) {
        return new PolicyBook(Stream.of(patterns).map(TestPolicies::of).toList());
    }

    private static String deciding(PolicyBook book, String name) {
        return book.find(new ChannelName(name)).map(entry -> entry.policy().pattern().toString()).orElse("none");
    }

    /** Its policies in their order, those that are closed to all marked as such. */
    private static List<String> policies(PolicyBook book) {
        return book.policies().stream().map(policy -> (policy.rooms() == RoomUse.NONE ? "closed " : "") + policy.pattern()).toList();
    }

    private static ChannelPolicy closed(String pattern) {
        return TestPolicies.of(pattern, Rules.of(Rule.NOBODY, Rule.NOBODY), RoomUse.NONE, OptionalInt.empty());
    }

    @Test
    void theLongestMatchingPatternDecides() {
        assertThat(deciding(book("*", "room:*", "room:vip-*"), "room:vip-1")).isEqualTo("room:vip-*");
    }

    @Test
    void aLongerPatternThatDoesNotMatchDecidesNothing() {
        assertThat(deciding(book("*", "room:*", "room:vip-*"), "room:1")).isEqualTo("room:*");
    }

    @Test
    void ofTwoEquallyLongPatternsTheEarlierWins() {
        assertThat(deciding(book("room:{id}", "room:*"), "room:1")).isEqualTo("room:{id}");
    }

    @Test
    void aNameThatNoPatternMatchesIsNoChannel() {
        assertThat(deciding(book("room:*"), "chat:1")).isEqualTo("none");
    }

    @Test
    void anEmptyBookKnowsNoChannel() {
        assertThat(new PolicyBook(List.of()).find(new ChannelName("a"))).isEmpty();
    }

    @Test
    void theNoToAnUnknownNameRepeatsIt() {
        assertThat(PolicyBook.unknown(new ChannelName("chat:1"))).satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
            assertThat(refusal.message()).contains("chat:1");
        });
    }

    @Test
    void whatWasCapturedComesWithThePolicyStillEscaped() {
        assertThat(book("user:{id}:{event}").find(new ChannelName("user:auth0=7C7:typing"))).get().extracting(PolicyBook.Entry::captured)
                .isEqualTo(Map.of("id", "auth0=7C7", "event", "typing"));
    }

    @Test
    void whatABookHoldsIsListedTheMostSpecificFirst() {
        assertThat(policies(book("*", "room:vip-*", "room:*"))).containsExactly("room:vip-*", "room:*", "*");
    }

    // One book on another

    @Test
    void aRealmsPolicyTakesThePlaceOfItsNamesake() {
        PolicyBook own = book("chat:*", "room:*").with(List.of(closed("chat:*")));
        assertThat(policies(own)).containsExactly("closed chat:*", "room:*");
    }

    @Test
    void aRealmsPolicyOfAnEquallyLongPatternGoesBeforeTheShippedOne() {
        assertThat(deciding(book("chat:*").with(List.of(closed("chat:{id}"))), "chat:1")).isEqualTo("chat:{id}");
    }

    @Test
    void aRealmsPolicyOfAShorterPatternLeavesTheLongerItsNames() {
        PolicyBook own = book("chat:*").with(List.of(closed("c*")));
        assertThat(deciding(own, "chat:1")).isEqualTo("chat:*");
        assertThat(deciding(own, "cat")).isEqualTo("c*");
    }

    @Test
    void aBookWithNothingMoreIsTheSame() {
        assertThat(policies(book("chat:*", "room:*").with(List.of()))).containsExactly("chat:*", "room:*");
    }

    @Test
    void theBookBelowStaysAsItIs() {
        PolicyBook shipped = book("chat:*");
        shipped.with(List.of(closed("chat:*")));
        assertThat(policies(shipped)).containsExactly("chat:*");
    }
}
