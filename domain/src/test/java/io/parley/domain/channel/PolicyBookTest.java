package io.parley.domain.channel;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

class PolicyBookTest {
    private static final User ADA = new User(new UserId(RealmId.DEFAULT, "ada"), Profile.UNKNOWN, Set.of(), Instant.MAX);
    private static final Anonymous NOBODY = new Anonymous(RealmId.DEFAULT);

    private static ChannelPolicy policy(String pattern, Access subscribe, Access publish) {
        return new ChannelPolicy(ChannelPattern.of(pattern), subscribe, publish, History.NONE, false);
    }

    private static PolicyBook book(String... patterns) {
        return new PolicyBook(Arrays.stream(patterns).map(pattern -> policy(pattern, Access.USERS, Access.USERS)).toList());
    }

    private static String deciding(PolicyBook book, String name) {
        return book.policyOf(new ChannelName(name)).map(policy -> policy.pattern().toString()).orElse("none");
    }

    private static ErrorCode codeOf(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        return ((Verdict.Refused) verdict).refusal().code();
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
    void anUnknownNameIsNotFoundForASubscriber() {
        assertThat(codeOf(book("room:*").maySubscribe(ADA, new ChannelName("chat:1")))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void anUnknownNameIsNotFoundForAPublisher() {
        assertThat(codeOf(book("room:*").mayPublish(ADA, new ChannelName("chat:1")))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void anEmptyBookKnowsNoChannel() {
        assertThat(new PolicyBook(List.of()).policyOf(new ChannelName("a"))).isEmpty();
    }

    @Test
    void whomTheSubscribeRulePermitsMaySubscribe() {
        assertThat(book("room:*").maySubscribe(ADA, new ChannelName("room:1"))).isEqualTo(Verdict.GRANTED);
    }

    @Test
    void whomTheSubscribeRuleForbidsIsDenied() {
        assertThat(codeOf(book("room:*").maySubscribe(NOBODY, new ChannelName("room:1")))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void whomThePublishRulePermitsMayPublish() {
        assertThat(book("room:*").mayPublish(ADA, new ChannelName("room:1"))).isEqualTo(Verdict.GRANTED);
    }

    @Test
    void whoMayListenMayNotThereforeSpeak() {
        PolicyBook book = new PolicyBook(List.of(policy("news:*", Access.EVERYONE, Access.SERVERS)));
        assertThat(codeOf(book.mayPublish(ADA, new ChannelName("news:1")))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void aMoreSpecificPolicyMayForbidWhatAWiderOneAllows() {
        PolicyBook book = new PolicyBook(
                List.of(policy("room:*", Access.USERS, Access.USERS), policy("room:staff-*", Access.ADMINS, Access.ADMINS)));
        assertThat(codeOf(book.maySubscribe(ADA, new ChannelName("room:staff-1")))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }
}
