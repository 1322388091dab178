package io.parley.adapters.cel;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.rule.Facts;
import io.parley.application.rule.Question;
import io.parley.domain.channel.Channel;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.ChannelPolicy;
import io.parley.domain.channel.Deed;
import io.parley.domain.channel.History;
import io.parley.domain.channel.Room;
import io.parley.domain.channel.RoomRules;
import io.parley.domain.channel.RoomUse;
import io.parley.domain.channel.Rule;
import io.parley.domain.channel.ShippedPolicies;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Scope;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

import static io.parley.adapters.cel.Scene.ADA;
import static io.parley.adapters.cel.Scene.ANONYMOUS;
import static io.parley.adapters.cel.Scene.BOB;
import static io.parley.adapters.cel.Scene.SERVER;
import static io.parley.adapters.cel.Scene.channel;
import static io.parley.adapters.cel.Scene.room;
import static io.parley.adapters.cel.Scene.roomOf;
import static io.parley.adapters.cel.Scene.rule;
import static io.parley.adapters.cel.Scene.said;
import static io.parley.adapters.cel.Scene.server;
import static io.parley.adapters.cel.Scene.user;
import static org.assertj.core.api.Assertions.assertThat;

/** Row by row what the protocol's table says; the first words of a test are the row. */
class ShippedPoliciesTest {
    private static final Identity ADMIN = user("root", Scope.ADMIN);
    private static final Identity ADMIN_BY_ROLE = user("boss", Set.of("admin"), Map.of());
    private static final Identity ADMIN_SERVER = server(Scope.ADMIN);
    private static final Identity MUTE_SERVER = server(Scope.PRESENCE_READ);
    private static final String ROLES = "{\"permissions\":{\"o\":\"owner\",\"e\":\"editor\",\"c\":\"commenter\",\"v\":\"viewer\",\"g\":\"guest\"}}";

    private static boolean hears(Identity who, Channel channel) {
        return channel.missing().isEmpty()
                && rule(channel.rule(Deed.SUBSCRIBE).text(), Question.ENTER).permits(Facts.entering(who, channel));
    }

    private static boolean hears(Identity who, String name) {
        return hears(who, channel(name));
    }

    private static boolean speaks(Identity who, Channel channel) {
        return channel.missing().isEmpty()
                && rule(channel.rule(Deed.PUBLISH).text(), Question.PUBLISH).permits(Facts.saying(who, channel, said("{}")));
    }

    private static boolean speaks(Identity who, String name) {
        return speaks(who, channel(name));
    }

    private static boolean seesWhoIsThere(Identity who, String name) {
        Channel channel = channel(name);
        return rule(channel.rule(Deed.SEE_PRESENCE).text(), Question.ENTER).permits(Facts.entering(who, channel));
    }

    private static Room roomWithRules(String subscribe, String publish) {
        return new Room(Optional.empty(), Room.NO_METADATA, Optional.empty(), OptionalInt.empty(),
                new RoomRules(Optional.of(new Rule(subscribe)), Optional.of(new Rule(publish)), Optional.empty()));
    }

    private static Room roomFor(int capacity) {
        return new Room(Optional.empty(), Room.NO_METADATA, Optional.empty(), OptionalInt.of(capacity), RoomRules.NONE);
    }

    @ParameterizedTest
    @EnumSource(Deed.class)
    void everyRuleCompilesForItsQuestion(Deed deed) {
        assertThat(ShippedPolicies.BOOK.policies())
                .allSatisfy(policy -> assertThat(rule(policy.rules().of(deed).text(), Question.before(deed))).isNotNull());
    }

    @ParameterizedTest(name = "{0} keeps {1} messages for {2} hours; presence: {3}, rooms: {4}, state on subscribe: {5}")
    @CsvSource(delimiter = '|', textBlock = """
            public:lobby        |   0 |  0 | false | NONE     | false
            private:user-ada    | 100 | 24 | false | NONE     | false
            user.ada            | 100 | 24 | false | NONE     | false
            user:ada            | 100 | 24 | false | NONE     | false
            user:ada:typing     |   0 |  0 | false | NONE     | false
            private:room-1      | 100 | 24 | true  | REQUIRED | false
            room:1              | 100 | 24 | true  | ON_JOIN  | false
            room.1              | 100 | 24 | true  | ON_JOIN  | false
            chat:1              | 100 | 24 | true  | OPTIONAL | false
            presence:x          |   0 |  0 | true  | OPTIONAL | false
            docs.1              | 100 |  1 | true  | OPTIONAL | false
            presence.1          |   0 |  0 | true  | OPTIONAL | false
            jobs.7              |   1 | 24 | false | OPTIONAL | true
            event:1             |   0 |  0 | false | NONE     | false
            booking:1           |   0 |  0 | false | NONE     | false
            payment:ada         |   0 |  0 | false | OPTIONAL | false
            ticket:ada          |   0 |  0 | false | OPTIONAL | false
            progress:ada        |   0 |  0 | false | OPTIONAL | false
            system:1            |   0 |  0 | false | NONE     | false
            tournament:1        |   0 |  0 | false | NONE     | false
            match:1             |   0 |  0 | false | NONE     | false
            admin:ops           | 100 | 24 | true  | NONE     | false
            db:collection:tasks |   0 |  0 | false | OPTIONAL | false
            """)
    void eachRowKeepsAndShowsWhatTheTableSays(String name, int size, int hours, boolean presence, RoomUse rooms, boolean state) {
        assertThat(channel(name).policy()).returns(new History(size, Duration.ofHours(hours)), ChannelPolicy::history)
                .returns(presence, ChannelPolicy::presence).returns(rooms, ChannelPolicy::rooms)
                .returns(state, ChannelPolicy::stateOnSubscribe);
    }

    @Test
    void publicIsHeardByUsersAndAnonymous() {
        assertThat(hears(ADA, "public:lobby") && hears(ANONYMOUS, "public:lobby")).isTrue();
    }

    @Test
    void publicIsSpokenInByUsersAndNotByAnonymous() {
        assertThat(speaks(ADA, "public:lobby") && !speaks(ANONYMOUS, "public:lobby")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"private:user-ada", "user.ada", "user:ada"})
    void privateUserIsHeardByThatUserInEachSpelling(String name) {
        assertThat(hears(ADA, name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"private:user-ada", "user.ada", "user:ada"})
    void privateUserIsHeardByNobodyElse(String name) {
        assertThat(hears(BOB, name) || hears(ADMIN, name) || hears(ANONYMOUS, name) || hears(SERVER, name)).isFalse();
    }

    @Test
    void privateUserIsSpokenInByServers() {
        assertThat(speaks(SERVER, "private:user-ada") && speaks(ADMIN_SERVER, "private:user-ada")).isTrue();
    }

    @Test
    void privateUserIsSpokenInByNobodyWithoutTheScope() {
        assertThat(speaks(ADA, "private:user-ada") || speaks(BOB, "private:user-ada") || speaks(ANONYMOUS, "private:user-ada")
                || speaks(MUTE_SERVER, "private:user-ada")).isFalse();
    }

    @Test
    void privateRoomIsHeardAndSpokenInByItsMembers() {
        Channel channel = channel("private:room-1", roomOf("ada", "cleo"));
        assertThat(hears(ADA, channel) && speaks(ADA, channel)).isTrue();
    }

    @Test
    void privateRoomIsClosedToAllOthers() {
        Channel channel = channel("private:room-1", roomOf("ada"));
        assertThat(hears(BOB, channel) || speaks(BOB, channel) || hears(ANONYMOUS, channel) || hears(SERVER, channel)
                || hears(ADMIN, channel)).isFalse();
    }

    @Test
    void privateRoomWithoutMembersIsClosedToAll() {
        assertThat(hears(ADA, channel("private:room-1", Room.PLAIN)) || hears(ADA, channel("private:room-1", roomOf()))).isFalse();
    }

    @Test
    void privateRoomGoesByItsOwnRulesWhereItHasThem() {
        Channel channel = channel("private:room-1", roomWithRules("auth.uid == 'bob'", "auth.uid == 'cleo'"));
        assertThat(hears(BOB, channel) && !speaks(BOB, channel) && !hears(ADA, channel) && speaks(user("cleo"), channel)).isTrue();
    }

    @Test
    void privateRoomThatNobodyMadeIsNoChannel() {
        assertThat(channel("private:room-1").missing()).map(Refusal::code).contains(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"private:room-1", "room:1", "room.1"})
    void roomsHoldAThousandUnlessTheySayOtherwise(String name) {
        assertThat(channel(name).capacity()).hasValue(1_000);
        assertThat(channel(name, roomFor(2)).capacity()).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"room:1", "room.1"})
    void roomIsHeardAndSpokenInByAnyUserAndNotByAnonymous(String name) {
        assertThat(hears(ADA, name) && speaks(ADA, name) && !hears(ANONYMOUS, name) && !speaks(ANONYMOUS, name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"room:1", "room.1"})
    void roomThatAServerMadeIsForAnyUserTooUnlessItSaysMore(String name) {
        assertThat(hears(ADA, channel(name, Room.PLAIN)) && speaks(ADA, channel(name, roomFor(2)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"room:1", "room.1"})
    void roomThatNamesMembersIsForThemAlone(String name) {
        Channel channel = channel(name, roomOf("ada"));
        assertThat(hears(ADA, channel) && speaks(ADA, channel) && !hears(BOB, channel) && !speaks(BOB, channel)
                && !hears(ANONYMOUS, channel) && !hears(SERVER, channel)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"room:1", "room.1"})
    void roomThatHasRulesGoesByThem(String name) {
        Channel channel = channel(name, roomWithRules("true", "auth.uid == 'bob'"));
        assertThat(hears(ANONYMOUS, channel) && speaks(BOB, channel) && !speaks(ADA, channel)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"room:1", "chat:1", "presence:x", "admin:ops"})
    void whoeverHearsWhereThereIsPresenceSeesWhoIsThere(String name) {
        assertThat(seesWhoIsThere(ADA, name)).isTrue();
    }

    @Test
    void chatIsHeardAndSpokenInByAnyUserAndNotByAnonymous() {
        assertThat(hears(ADA, "chat:1") && speaks(ADA, "chat:1") && !hears(ANONYMOUS, "chat:1") && !speaks(ANONYMOUS, "chat:1")).isTrue();
    }

    @Test
    void presenceIsHeardAndSpokenInByAnyUserAndNotByAnonymous() {
        assertThat(hears(ADA, "presence:x") && speaks(ADA, "presence:x") && !hears(ANONYMOUS, "presence:x")
                && !speaks(ANONYMOUS, "presence:x")).isTrue();
    }

    @Test
    void presenceHasTheCapacityAndRulesOfItsRoomWhereThereIsOne() {
        assertThat(channel("presence:x").capacity()).isEmpty();
        assertThat(channel("presence:x", roomFor(2)).capacity()).hasValue(2);
        assertThat(hears(ADA, channel("presence:x", roomWithRules("auth.uid == 'bob'", "false")))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"o", "e", "c", "v"})
    void docsAndTheirPresenceAreHeardByWhoeverHasARole(String user) {
        assertThat(hears(user(user), channel("docs.1", room(ROLES))) && hears(user(user), channel("presence.1", room(ROLES)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"o", "e"})
    void docsAreWrittenByOwnersAndEditors(String user) {
        assertThat(speaks(user(user), channel("docs.1", room(ROLES)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"c", "v"})
    void docsAreNotWrittenByCommentersAndViewers(String user) {
        assertThat(speaks(user(user), channel("docs.1", room(ROLES)))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"o", "e", "c", "v"})
    void docsPresenceIsSpokenInByAllFourRoles(String user) {
        assertThat(speaks(user(user), channel("presence.1", room(ROLES)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs.1", "presence.1"})
    void docsAreClosedToWhoeverHasNoRoleThatCounts(String name) {
        Channel channel = channel(name, room(ROLES));
        assertThat(hears(BOB, channel) || hears(user("g"), channel) || hears(ANONYMOUS, channel) || hears(SERVER, channel)
                || speaks(BOB, channel) || speaks(user("g"), channel) || speaks(ANONYMOUS, channel)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs.1", "presence.1"})
    void docsWithoutARoomOrPermissionsAreClosedToAll(String name) {
        assertThat(channel(name).missing()).isEmpty();
        assertThat(hears(ADA, name) || speaks(ADA, name) || hears(ADA, channel(name, Room.PLAIN))).isFalse();
    }

    @Test
    void jobsAreHeardByTheirOwnerAlone() {
        Channel channel = channel("jobs.7", room("{\"userId\":\"ada\"}"));
        assertThat(hears(ADA, channel) && !hears(BOB, channel) && !hears(ANONYMOUS, channel) && !hears(SERVER, channel)).isTrue();
    }

    @Test
    void jobsOfNobodyAreHeardByNobody() {
        Channel channel = channel("jobs.7", room("{\"userId\":null}"));
        assertThat(hears(ADA, channel) || hears(SERVER, channel) || hears(ANONYMOUS, channel)).isFalse();
    }

    @Test
    void jobsWithoutARoomAreThereAndClosed() {
        assertThat(channel("jobs.7").missing()).isEmpty();
        assertThat(hears(ADA, "jobs.7")).isFalse();
    }

    @Test
    void jobsAreSpokenInByServersAndNotByTheirOwner() {
        Channel channel = channel("jobs.7", room("{\"userId\":\"ada\"}"));
        assertThat(speaks(SERVER, channel) && speaks(SERVER, "jobs.7") && !speaks(ADA, channel)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"event:1", "booking:1", "system:1", "tournament:1", "match:1"})
    void announcementsAreHeardByAnyUserAndNotByAnonymous(String name) {
        assertThat(hears(ADA, name) && !hears(ANONYMOUS, name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"payment:ada", "payment:ada:done", "ticket:ada", "ticket:ada:sold", "progress:ada", "progress:ada:step"})
    void paymentsTicketsAndProgressAreHeardByTheUserWhomTheNameCarries(String name) {
        assertThat(hears(ADA, name) && !hears(BOB, name) && !hears(ANONYMOUS, name) && !hears(SERVER, name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"payment:77", "payment:77:done", "ticket:77", "progress:77"})
    void paymentsTicketsAndProgressAreHeardByTheUserWhomTheirRoomNames(String name) {
        Channel channel = channel(name, room("{\"userId\":\"ada\"}"));
        assertThat(hears(ADA, channel) && !hears(BOB, channel) && !hears(ADA, name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"event:1", "booking:1", "system:1", "tournament:1", "match:1", "payment:ada", "ticket:ada", "progress:ada"})
    void announcementsAreSpokenByServersAlone(String name) {
        assertThat(speaks(SERVER, name) && !speaks(ADA, name) && !speaks(ANONYMOUS, name) && !speaks(MUTE_SERVER, name)).isTrue();
    }

    @Test
    void whatIsSaidToAllIsAskedForByNobody() {
        assertThat(hears(ADA, "system:all") || speaks(ADA, "system:all") || hears(ADMIN, "system:all")).isFalse();
    }

    @Test
    void adminIsHeardAndSpokenInByScopeAndByRole() {
        assertThat(hears(ADMIN, "admin:ops") && speaks(ADMIN, "admin:ops") && hears(ADMIN_BY_ROLE, "admin:ops")
                && speaks(ADMIN_BY_ROLE, "admin:ops") && hears(ADMIN_SERVER, "admin:ops")).isTrue();
    }

    @Test
    void adminIsClosedToAllOthers() {
        assertThat(hears(ADA, "admin:ops") || speaks(ADA, "admin:ops") || hears(SERVER, "admin:ops") || hears(ANONYMOUS, "admin:ops"))
                .isFalse();
    }

    @Test
    void collectionsAreClosedUnlessTheyHaveRules() {
        assertThat(hears(ADA, "db:collection:tasks")).isFalse();
        assertThat(hears(ADA, channel("db:collection:tasks", roomWithRules("auth.uid == 'ada'", "false")))).isTrue();
    }

    @Test
    void collectionsAreSpokenInByNobody() {
        assertThat(speaks(ADA, "db:collection:tasks") || speaks(ADMIN, "db:collection:tasks") || speaks(SERVER, "db:collection:tasks"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lobby", "public", "private:user-", "roomy:1", "db:tasks", "payment:"})
    void aNameThatIsInNoRowIsNoChannel(String name) {
        assertThat(ShippedPolicies.BOOK.find(new ChannelName(name).canonical())).isEmpty();
    }
}
