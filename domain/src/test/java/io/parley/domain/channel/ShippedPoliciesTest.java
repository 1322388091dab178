package io.parley.domain.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.Server;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.refusal.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/** Row by row what the protocol's table says; the first word of a test is the row. */
class ShippedPoliciesTest {
    private static final History DAY = new History(100, Duration.ofHours(24));
    private static final Identity NOBODY = new Anonymous(RealmId.DEFAULT);
    private static final Identity ADA = user("ada");
    private static final Identity BOB = user("bob");
    private static final Identity ADMIN = user("root", Scope.ADMIN);
    private static final Identity SERVER = new Server(RealmId.DEFAULT, "backend", Set.of(Scope.PUBLISH));

    private static Identity user(String subject, Scope... scopes) {
        return new User(new UserId(RealmId.DEFAULT, subject), Profile.UNKNOWN, Set.of(scopes), Instant.MAX);
    }

    private static boolean hears(Identity who, String name) {
        return ShippedPolicies.BOOK.maySubscribe(who, new ChannelName(name)).equals(Verdict.GRANTED);
    }

    private static boolean speaks(Identity who, String name) {
        return ShippedPolicies.BOOK.mayPublish(who, new ChannelName(name)).equals(Verdict.GRANTED);
    }

    private static ChannelPolicy policyOf(String name) {
        return ShippedPolicies.BOOK.policyOf(new ChannelName(name)).orElseThrow();
    }

    @Test
    void publicIsHeardByAnonymousAndUsers() {
        assertThat(hears(NOBODY, "public:lobby") && hears(ADA, "public:lobby")).isTrue();
    }

    @Test
    void publicIsSpokenInByUsersAndNotByAnonymous() {
        assertThat(speaks(ADA, "public:lobby") && !speaks(NOBODY, "public:lobby")).isTrue();
    }

    @Test
    void publicKeepsNothingAndShowsNobody() {
        assertThat(policyOf("public:lobby")).returns(History.NONE, ChannelPolicy::history).returns(false, ChannelPolicy::presence);
    }

    @Test
    void privateUserIsHeardByThatUser() {
        assertThat(hears(ADA, "private:user-ada")).isTrue();
    }

    @Test
    void privateUserIsHeardByNobodyElse() {
        assertThat(hears(BOB, "private:user-ada") || hears(ADMIN, "private:user-ada") || hears(NOBODY, "private:user-ada")).isFalse();
    }

    @Test
    void privateUserIsSpokenInByServersAndNotByTheUser() {
        assertThat(speaks(SERVER, "private:user-ada") && !speaks(ADA, "private:user-ada")).isTrue();
    }

    @Test
    void privateUserKeepsADayAndShowsNobody() {
        assertThat(policyOf("private:user-ada")).returns(DAY, ChannelPolicy::history).returns(false, ChannelPolicy::presence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"room:1", "room.1", "chat:1"})
    void roomsAndChatsAreHeardAndSpokenInByAnyUserAndNotByAnonymous(String name) {
        assertThat(hears(ADA, name) && speaks(ADA, name) && !hears(NOBODY, name) && !speaks(NOBODY, name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"room:1", "room.1", "chat:1"})
    void roomsAndChatsKeepADayAndShowWhoIsThere(String name) {
        assertThat(policyOf(name)).returns(DAY, ChannelPolicy::history).returns(true, ChannelPolicy::presence);
    }

    @Test
    void presenceIsHeardAndSpokenInByAnyUserAndNotByAnonymous() {
        assertThat(hears(ADA, "presence:x") && speaks(ADA, "presence:x") && !hears(NOBODY, "presence:x") && !speaks(NOBODY, "presence:x"))
                .isTrue();
    }

    @Test
    void presenceKeepsNothingAndShowsWhoIsThere() {
        assertThat(policyOf("presence:x")).returns(History.NONE, ChannelPolicy::history).returns(true, ChannelPolicy::presence);
    }

    @Test
    void adminIsHeardAndSpokenInByAdministratorsAlone() {
        assertThat(hears(ADMIN, "admin:ops") && speaks(ADMIN, "admin:ops") && !hears(ADA, "admin:ops") && !speaks(ADA, "admin:ops")
                && !hears(SERVER, "admin:ops")).isTrue();
    }

    @Test
    void adminKeepsADayAndShowsWhoIsThere() {
        assertThat(policyOf("admin:ops")).returns(DAY, ChannelPolicy::history).returns(true, ChannelPolicy::presence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"event:1", "booking:1", "system:1", "tournament:1", "match:1"})
    void announcementsAreHeardByAnyUserAndNotByAnonymous(String name) {
        assertThat(hears(ADA, name) && !hears(NOBODY, name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"event:1", "booking:1", "system:1", "tournament:1", "match:1"})
    void announcementsAreSpokenByServersAndNotByUsers(String name) {
        assertThat(speaks(SERVER, name) && !speaks(ADA, name) && !speaks(ADMIN, name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"event:1", "booking:1", "system:1", "tournament:1", "match:1"})
    void announcementsKeepNothingAndShowNobody(String name) {
        assertThat(policyOf(name)).returns(History.NONE, ChannelPolicy::history).returns(false, ChannelPolicy::presence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"private:room-1", "docs.1", "presence.1", "jobs.1", "payment:1", "ticket:1", "progress:1", "db:collection:x",
            "lobby", "public", "private:user-", "roomy:1"})
    void whatNeedsARoomOrIsUnknownIsNoChannelYet(String name) {
        assertThat(ShippedPolicies.BOOK.policyOf(new ChannelName(name))).isEmpty();
    }
}
