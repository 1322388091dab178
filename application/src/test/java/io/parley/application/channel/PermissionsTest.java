package io.parley.application.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.parley.application.ManualClock;
import io.parley.domain.channel.Channel;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Deed;
import io.parley.domain.channel.Room;
import io.parley.domain.delivery.Message;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;
import io.parley.domain.refusal.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/** The order in which somebody is judged, and what stands in doubt. */
class PermissionsTest extends OneNode {
    private static final Instant EXPIRY = ManualClock.START.plusSeconds(60);
    private static final String RULE = "auth.uid != 'nobody'";

    private Channel room() {
        return valueOf(node.channels.find(RealmId.DEFAULT, ROOM));
    }

    private static Room ruled(Deed deed, String rule) {
        return switch (deed) {
            case SUBSCRIBE -> SomeRoom.subscribedBy(rule);
            case PUBLISH -> SomeRoom.publishedBy(rule);
            case SEE_PRESENCE -> SomeRoom.seenBy(rule);
        };
    }

    private boolean may(Identity who, Deed deed) {
        return switch (deed) {
            case SUBSCRIBE -> node.permissions.subscribing(who, room()).equals(Verdict.GRANTED);
            case PUBLISH -> publishing(who).equals(Verdict.GRANTED);
            case SEE_PRESENCE -> node.permissions.seesPresence(who, room());
        };
    }

    private Verdict publishing(Identity who) {
        return node.permissions.publishing(who, room(),
                new Message(ROOM_ID, "greeting", Payload.NULL, ManualClock.START, who.user()));
    }

    private static Refusal refusalOf(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        return ((Verdict.Refused) verdict).refusal();
    }

    private void bansAda() {
        node.rooms.kick(BACKEND, ROOM, ADA, "", Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @EnumSource(Deed.class)
    void theRuleOfTheDeedDecides(Deed deed) {
        makes(ROOM, ruled(deed, "auth.uid == 'ada'"));
        assertThat(may(user("ada"), deed)).isTrue();
        assertThat(may(user("bob"), deed)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Deed.class)
    void aRuleThatDoesNotCompileAllowsNothing(Deed deed) {
        node.directory.put(ROOM_ID, ruled(deed, "auth.uid === 'ada'"));
        assertThat(may(user("ada"), deed)).isFalse();
    }

    @Test
    void theNoOfARuleSaysWhatItForbids() {
        makes(ROOM, SomeRoom.publishedBy("auth.uid == 'ada'"));
        assertThat(refusalOf(publishing(user("bob")))).isEqualTo(room().denied(Deed.PUBLISH));
    }

    // Bans

    @ParameterizedTest
    @EnumSource(Deed.class)
    void whoIsBannedMayDoNothing(Deed deed) {
        bansAda();
        assertThat(may(user("ada"), deed)).isFalse();
        assertThat(may(user("bob"), deed)).isTrue();
    }

    @Test
    void whoIsBannedIsToldThatAndTheRuleIsNotAsked() {
        makes(ROOM, SomeRoom.subscribedBy(RULE));
        bansAda();
        assertThat(refusalOf(node.permissions.subscribing(user("ada"), room())))
                .isEqualTo(room().ban(Optional.of(ADA), ManualClock.START).orElseThrow());
        assertThat(node.rules.evaluations(RULE)).isZero();
    }

    @Test
    void aBanEnds() {
        bansAda();
        cluster.clock.advance(Duration.ofMinutes(5));
        assertThat(may(user("ada"), Deed.SUBSCRIBE)).isTrue();
    }

    // Credentials that have ended

    @ParameterizedTest
    @EnumSource(Deed.class)
    void whoseCredentialsHaveEndedMayDoNothing(Deed deed) {
        cluster.clock.moveTo(EXPIRY.minusNanos(1));
        assertThat(may(user("ada", EXPIRY), deed)).isTrue();
        cluster.clock.moveTo(EXPIRY);
        assertThat(may(user("ada", EXPIRY), deed)).isFalse();
    }

    @Test
    void whoseCredentialsHaveEndedIsToldThatBeforeAnythingElse() {
        makes(ROOM, SomeRoom.subscribedBy(RULE));
        bansAda();
        cluster.clock.moveTo(EXPIRY);
        assertThat(refusalOf(node.permissions.subscribing(user("ada", EXPIRY), room())).code()).isEqualTo(ErrorCode.AUTH_REQUIRED);
        assertThat(node.rules.evaluations(RULE)).isZero();
    }

    @Test
    void whoShowedNoCredentialsHasNoneThatEnd() {
        Channel lobby = valueOf(node.channels.find(RealmId.DEFAULT, LOBBY));
        cluster.clock.advance(Duration.ofDays(10_000));
        assertThat(node.permissions.subscribing(new Anonymous(RealmId.DEFAULT), lobby)).isEqualTo(Verdict.GRANTED);
    }

    // Presence

    @Test
    void whereThePolicyHasNoPresenceNobodySeesIt() {
        Channel job = valueOf(node.channels.find(RealmId.DEFAULT, new ChannelName("jobs.7")));
        assertThat(node.permissions.seesPresence(user("ada"), job)).isFalse();
    }

    @Test
    void aRoomCannotHavePresenceWhereThePolicyHasNone() {
        ChannelName job = new ChannelName("jobs.7");
        makes(job, SomeRoom.seenBy("true"));
        assertThat(node.permissions.seesPresence(user("ada"), valueOf(node.channels.find(RealmId.DEFAULT, job)))).isFalse();
    }
}
