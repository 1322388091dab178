package io.parley.application.channel;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import io.parley.application.ManualClock;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.identity.Identity;
import io.parley.domain.presence.Roster;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

/** Credentials that somebody shows for one channel alone: the channel's rules see him by them, and by nothing else. */
class SubscribingShownTest extends OneNode {
    private static final ChannelName ADMINS = new ChannelName("admin:ops");
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Instant IN_AN_HOUR = ManualClock.START.plus(AN_HOUR);
    private static final Identity ADMIN = user("ada", IN_AN_HOUR, "admin");

    @Test
    void whatTheConnectionMayNotTheShownCredentialsMay() {
        assertThat(codeOf(asks(ada, wish(ADMINS)))).isEqualTo(ErrorCode.PERMISSION_DENIED);
        enters(ada, wish(ADMINS, ADMIN));
        says(ADMINS, "alarm");
        assertThat(ada.words()).containsExactly("alarm");
    }

    @Test
    void whatTheConnectionMayTheShownCredentialsMayNot() {
        ada.becomes(ADMIN);
        assertThat(codeOf(asks(ada, wish(ADMINS, user("ada"))))).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(ada.entered()).isEmpty();
    }

    @Test
    void theyHoldForThatChannelAlone() {
        enters(ada, wish(ADMINS, ADMIN));
        assertThat(codeOf(asks(ada, wish(new ChannelName("admin:other"))))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void byThemHeIsJudgedAgain() {
        enters(ada, wish(ADMINS, ADMIN));
        assertThat(node.subscribing.judgeAgain(ada, ADMINS)).isEmpty();
        assertThat(ada.entered()).containsKey(ADMINS);
    }

    @Test
    void whatTheConnectionBecomesDoesNotMatterToThem() {
        ada.becomes(ADMIN);
        enters(ada, wish(ADMINS, ADMIN));
        ada.becomes(user("ada"));
        assertThat(node.subscribing.judgeAgain(ada, ADMINS)).isEmpty();
    }

    @Test
    void byThemHeSeesWhoIsThere() {
        enters(bob, wish(ADMINS, user("bob", Instant.MAX, "admin")));
        assertThat(enters(ada, wish(ADMINS, ADMIN)).roster()).map(Roster::count).contains(2);
        assertThat(valueOf(node.subscribing.whoIsIn(ada, ADMINS)).count()).isEqualTo(2);
    }

    // Asking again

    @Test
    void whoAsksAgainWithoutThemIsJudgedAsTheConnection() {
        enters(ada, wish(ADMINS, ADMIN));
        assertThat(codeOf(asks(ada, wish(ADMINS)))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void whoAsksAgainWithoutThemDropsThem() {
        enters(ada, wish(ROOM, user("ada", IN_AN_HOUR)));
        enters(ada, ROOM);
        cluster.clock.advance(AN_HOUR);
        assertThat(node.subscribing.judgeAgain(ada, ROOM)).isEmpty();
    }

    @Test
    void whoAsksAgainWithOthersIsJudgedByThoseFromThenOn() {
        enters(ada, wish(ADMINS, ADMIN));
        enters(ada, wish(ADMINS, user("ada", IN_AN_HOUR.plus(AN_HOUR), "admin")));
        cluster.clock.advance(AN_HOUR);
        assertThat(node.subscribing.judgeAgain(ada, ADMINS)).isEmpty();
    }

    @Test
    void whoIsDeniedWithOthersKeepsThoseFromBefore() {
        enters(ada, wish(ADMINS, ADMIN));
        assertThat(codeOf(asks(ada, wish(ADMINS, user("ada"))))).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(node.subscribing.judgeAgain(ada, ADMINS)).isEmpty();
    }

    @Test
    void whoShowsThemLaterIsJudgedByThemFromThenOn() {
        enters(ada, ROOM);
        enters(ada, wish(ROOM, user("ada", IN_AN_HOUR)));
        cluster.clock.advance(AN_HOUR);
        assertThat(node.subscribing.judgeAgain(ada, ROOM)).isPresent();
    }

    // When they end

    @Test
    void credentialsThatHaveEndedEnterNothing() {
        cluster.clock.advance(AN_HOUR);
        assertThat(codeOf(asks(ada, wish(ADMINS, ADMIN)))).isEqualTo(ErrorCode.AUTH_REQUIRED);
        assertThat(ada.entered()).isEmpty();
    }

    @Test
    void credentialsThatHaveEndedLoseTheChannel() {
        enters(ada, wish(ADMINS, ADMIN));
        cluster.clock.advance(AN_HOUR);
        assertThat(node.subscribing.judgeAgain(ada, ADMINS)).map(Refusal::code).contains(ErrorCode.AUTH_REQUIRED);
        assertThat(ada.entered()).isEmpty();
        says(ADMINS, "alarm");
        assertThat(ada.words()).isEmpty();
    }

    @Test
    void credentialsThatHaveEndedLoseWhatTheConnectionMayHearToo() {
        enters(ada, wish(ROOM, user("ada", IN_AN_HOUR)));
        cluster.clock.advance(AN_HOUR);
        assertThat(node.subscribing.judgeAgain(ada, ROOM)).map(Refusal::code).contains(ErrorCode.AUTH_REQUIRED);
    }

    @Test
    void whatEndsLaterOrNeverIsNotLost() {
        enters(ada, wish(ADMINS, ADMIN));
        cluster.clock.advance(AN_HOUR.minusMillis(1));
        assertThat(node.subscribing.judgeAgain(ada, ADMINS)).isEmpty();
    }
}
