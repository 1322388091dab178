package io.parley.domain.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.MemberState;
import io.parley.domain.presence.Roster;
import io.parley.domain.presence.RosterVersion;

import static org.assertj.core.api.Assertions.assertThat;

class RosterViewTest {
    private static final ChannelId CHANNEL = new ChannelId(RealmId.DEFAULT, new ChannelName("chat:1"));
    private static final Member ADA = member("ada");
    private static final Member BOB = member("bob");
    private static final int LIMIT = 10;

    private final RosterView view = new RosterView(CHANNEL, LIMIT);

    private static Member member(String subject) {
        return new Member(new UserId(RealmId.DEFAULT, subject), Profile.UNKNOWN);
    }

    private static Member saying(Member member, String name, String value) {
        return member.as(new MemberState(Map.of(name, Payload.ofJson(value)), Optional.empty()));
    }

    private static RosterVersion version(long number) {
        return new RosterVersion("era", number);
    }

    private static Roster roster(long number, Member... members) {
        return new Roster(List.of(members), version(number));
    }

    private static Roster crowd(long number, int count) {
        return new Roster(IntStream.range(0, count).mapToObj(i -> member("user-" + (100 + i))).toList(), version(number));
    }

    private static MemberJoined joined(Member member, int count, long number) {
        return new MemberJoined(CHANNEL, member, count, version(number));
    }

    private static MemberLeft left(Member member, int count, long number) {
        return new MemberLeft(CHANNEL, member, count, version(number));
    }

    @Test
    void beforeItIsReadEveryChangeIsAGap() {
        assertThat(view.apply(joined(ADA, 1, 1))).isEqualTo(RosterView.Arrival.GAP);
        assertThat(view.isKnown()).isFalse();
    }

    @Test
    void theNextChangeIsTaken() {
        view.reconcile(roster(1, ADA));
        assertThat(view.apply(joined(BOB, 2, 2))).isEqualTo(RosterView.Arrival.NEXT);
        assertThat(view.roster()).isEqualTo(roster(2, ADA, BOB));
    }

    @Test
    void aChangeThatWasReadIsADuplicate() {
        view.reconcile(roster(2, ADA, BOB));
        assertThat(view.apply(joined(BOB, 2, 2))).isEqualTo(RosterView.Arrival.DUPLICATE);
    }

    @Test
    void aChangeThatIsNotTheNextIsAGapAndChangesNothing() {
        view.reconcile(roster(1, ADA));
        assertThat(view.apply(joined(BOB, 2, 3))).isEqualTo(RosterView.Arrival.GAP);
        assertThat(view.roster()).isEqualTo(roster(1, ADA));
    }

    @Test
    void aChangeOfAnotherEraIsAGap() {
        view.reconcile(roster(1, ADA));
        assertThat(view.apply(new MemberJoined(CHANNEL, BOB, 2, new RosterVersion("next", 2)))).isEqualTo(RosterView.Arrival.GAP);
    }

    @Test
    void aChangeOfWhichNobodySaysWhichItIsIsAGap() {
        view.reconcile(roster(1, ADA));
        assertThat(view.apply(new MemberJoined(CHANNEL, BOB, 2))).isEqualTo(RosterView.Arrival.GAP);
    }

    @Test
    void whoIsThereDoesNotComeAndWhoIsNotThereDoesNotGo() {
        view.reconcile(roster(1, ADA));
        assertThat(view.apply(joined(ADA, 2, 2))).isEqualTo(RosterView.Arrival.GAP);
        assertThat(view.apply(left(BOB, 0, 2))).isEqualTo(RosterView.Arrival.GAP);
    }

    @Test
    void theFirstReadingIsNoDifference() {
        assertThat(view.reconcile(roster(1, ADA))).isEqualTo(new RosterView.Reading(List.of(), false));
    }

    @Test
    void aReadingTellsFirstWhoLeftThenWhoCameThenWhoChanged() {
        view.reconcile(roster(1, ADA, BOB));
        Member cursor = saying(BOB, "cursor", "7");
        Member carol = member("carol");
        assertThat(view.reconcile(roster(5, cursor, carol)).differences()).containsExactly(left(ADA, 1, 5), joined(carol, 2, 5),
                new MemberUpdated(CHANNEL, cursor, Set.of("cursor"), 2, version(5)));
    }

    @Test
    void aNewAvatarIsAChangeOfIt() {
        view.reconcile(roster(1, ADA));
        Member changed = new Member(ADA.user(), new Profile(Optional.empty(), Optional.of("https://x.test/a.png")));
        assertThat(view.reconcile(roster(2, changed)).differences())
                .containsExactly(new MemberUpdated(CHANNEL, changed, Set.of("avatar"), 1, version(2)));
    }

    @Test
    void anOlderReadingChangesNothing() {
        view.reconcile(roster(7, ADA, BOB));
        assertThat(view.reconcile(roster(6, ADA)).differences()).isEmpty();
        assertThat(view.roster()).isEqualTo(roster(7, ADA, BOB));
    }

    // Many

    @Test
    void moreThanTheLimitAreOnlyCounted() {
        view.reconcile(crowd(1, LIMIT));
        assertThat(view.apply(joined(ADA, LIMIT + 1, 2))).isEqualTo(RosterView.Arrival.NEXT);
        assertThat(view.isLarge()).isTrue();
        assertThat(view.count()).isEqualTo(LIMIT + 1);
        assertThat(view.roster().members()).isEmpty();
    }

    @Test
    void whoHaveBecomeATenthFewerAreToBeToldAgain() {
        view.reconcile(crowd(1, LIMIT + 1));
        view.apply(left(ADA, LIMIT - 1, 2));
        assertThat(view.isToBeTold()).isFalse();
        view.apply(left(BOB, LIMIT - 2, 3));
        assertThat(view.isToBeTold()).isTrue();
        assertThat(view.reconcile(crowd(3, LIMIT - 2))).isEqualTo(new RosterView.Reading(List.of(), true));
        assertThat(view.roster()).isEqualTo(crowd(3, LIMIT - 2));
    }

    @Test
    void whoAreReadAsTooManyAreOnlyCountedFromThenOn() {
        view.reconcile(crowd(1, 3));
        assertThat(view.reconcile(crowd(20, LIMIT + 5)).differences()).isEmpty();
        assertThat(view.isLarge()).isTrue();
        assertThat(view.count()).isEqualTo(LIMIT + 5);
    }

    @Test
    void whatIsForgottenHasToBeReadAgain() {
        view.reconcile(roster(1, ADA));
        view.forget();
        assertThat(view.isAtLeast(version(1))).isFalse();
        assertThat(view.apply(joined(BOB, 2, 2))).isEqualTo(RosterView.Arrival.GAP);
    }
}
