package io.parley.adapters.rest.channel;

import java.time.Duration;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.adapters.rest.RestNode;
import io.parley.application.delivery.RecordingListener;
import io.parley.domain.channel.Room;
import io.parley.domain.delivery.MemberKicked;

import static org.assertj.core.api.Assertions.assertThat;

class KickTest {
    private static final String ROOM = "private:room-7";
    private static final long TEN_YEARS = Duration.ofDays(3_650).toSeconds();

    private final RestNode node = new RestNode();

    private RestNode.Answer kick(String channel, String json) {
        return node.post("/realtime/channels/" + channel + "/kick", RestNode.json(json));
    }

    private RestNode.Answer kick(String json) {
        return kick("chat:x", json);
    }

    private boolean isBanned(Duration later) {
        return node.kept("chat:x").bans().hold(RestNode.ADA.id(), node.clock.instant().plus(later));
    }

    private Set<String> membersAfterAKick(String members) {
        node.put("/realtime/channels/" + ROOM, RestNode.json("{'type':'t','members':" + members + "}"));
        kick(ROOM, "{'userId':'ada'}");
        return node.kept(ROOM).room().flatMap(Room::members).orElseThrow();
    }

    // Who is sent out

    @Test
    void aKickIsAnsweredWithoutAWord() {
        RestNode.Answer answer = kick("{'userId':'ada'}");
        assertThat(answer.status() + answer.text()).isEqualTo("204");
    }

    @Test
    void whoIsNotThereIsKickedAllTheSame() {
        assertThat(kick("{'userId':'nobody knows him'}").status()).isEqualTo(204);
    }

    @Test
    void whereThereIsNoRoomYetSomebodyMayBeKicked() {
        assertThat(kick(ROOM, "{'userId':'ada'}").status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', value = {"{'userId':'ada'};^^", "{'userId':'ada','reason':''};^^",
            "{'userId':'ada','reason':null};^^", "{'userId':'ada','reason':'spam ä 🦊'};spam ä 🦊"})
    void itIsToldWhoIsKickedAndWhy(String body, String reason) {
        RecordingListener heard = node.listenTo("chat:x");
        kick(body);
        assertThat(heard.events()).containsExactly(new MemberKicked(RestNode.id("chat:x"), RestNode.ADA.id(), reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"private:user-ada", "user:ada", "user.ada", "system:all"})
    void whereNobodyAsksToComeInNobodyIsSentOut(String channel) {
        assertThat(kick(channel, "{'userId':'ada'}").problem()).isEqualTo("403 RT_003");
    }

    @Test
    void fromAnUnknownChannelNobodyIsKicked() {
        assertThat(kick("nothing:like:this", "{'userId':'ada'}").problem()).isEqualTo("404 RT_004");
    }

    @Test
    void aNameThatCannotBeIsAMistake() {
        assertThat(kick("chat:a%20b", "{'userId':'ada'}").mistake()).isEqualTo("400 RT_007 channel");
    }

    @Test
    void aReasonMayBeAsLongAsTheBound() {
        assertThat(kick("{'userId':'ada','reason':'" + "r".repeat(256) + "'}").status()).isEqualTo(204);
    }

    // The room's members

    @Test
    void whoIsKickedIsNoMemberOfTheRoomAnyMore() {
        assertThat(membersAfterAKick("['ada','bob']")).isEqualTo(Set.of("bob"));
    }

    @Test
    void whereTheLastMemberIsKickedNobodyIsAMember() {
        assertThat(membersAfterAKick("['ada']")).isEmpty();
    }

    @Test
    void whoIsNotKickedStaysAMember() {
        assertThat(membersAfterAKick("['bob','ad','adam']")).isEqualTo(Set.of("bob", "ad", "adam"));
    }

    @Test
    void aRoomThatNamesNobodyStaysAsItIs() {
        node.put("/realtime/channels/chat:x", "{}");
        kick("{'userId':'ada'}");
        assertThat(node.kept("chat:x").room()).contains(Room.PLAIN);
    }

    @Test
    void aKickMakesNoRoom() {
        kick("{'userId':'ada'}");
        assertThat(node.kept("chat:x").room()).isEmpty();
    }

    @Test
    void whereTheMembersCannotBeChangedNobodyIsKicked() {
        RecordingListener heard = node.listenTo("chat:x");
        node.node.directory.faults().storeIsAwayAt("removeMember");
        assertThat(kick("{'userId':'ada'}").problem()).isEqualTo("503 RT_010");
        assertThat(heard.events()).isEmpty();
    }

    // Bans

    @ParameterizedTest
    @ValueSource(strings = {"{'userId':'ada'}", "{'userId':'ada','banSeconds':0}", "{'userId':'ada','banSeconds':null}"})
    void withoutABanHeMayComeBackAtOnce(String body) {
        kick(body);
        assertThat(isBanned(Duration.ZERO)).isFalse();
    }

    @Test
    void aBanHoldsUntilItsEnd() {
        kick("{'userId':'ada','banSeconds':60}");
        assertThat(isBanned(Duration.ofMillis(59_999))).isTrue();
        assertThat(isBanned(Duration.ofSeconds(60))).isFalse();
    }

    @Test
    void aBanMayBeForTenYears() {
        assertThat(kick("{'userId':'ada','banSeconds':" + TEN_YEARS + "}").status()).isEqualTo(204);
    }

    @Test
    void aLaterBanStandsInPlaceOfTheEarlier() {
        kick("{'userId':'ada','banSeconds':3600}");
        kick("{'userId':'ada','banSeconds':1}");
        assertThat(isBanned(Duration.ofSeconds(1))).isFalse();
    }

    // Mistakes

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', value = {"{};$.userId", "{'userId':null};$.userId", "{'userId':''};$.userId",
            "{'userId':1};$.userId", "{'userId':['ada']};$.userId", "{'userId':'a\\u0000'};$.userId",
            "{'userId':'ada','reason':1};$.reason", "{'userId':'ada','reason':{}};$.reason", "{'userId':'ada','reason':'\\u0000'};$.reason",
            "{'userId':'ada','banSeconds':-1};$.banSeconds", "{'userId':'ada','banSeconds':315360001};$.banSeconds",
            "{'userId':'ada','banSeconds':9223372036854775807};$.banSeconds",
            "{'userId':'ada','banSeconds':9223372036854775808};$.banSeconds", "{'userId':'ada','banSeconds':1.5};$.banSeconds",
            "{'userId':'ada','banSeconds':'60'};$.banSeconds", "{'userId':'ada','banSeconds':true};$.banSeconds", "[];$", "'ada';$",
            "null;$", "{;$"})
    void whatIsNoKickIsToldWithItsPath(String body, String path) {
        RestNode.Answer answer = kick(body);
        assertThat(answer.mistake()).isEqualTo("400 RT_007 " + path);
        assertThat(answer.detail("expected").orElse("")).isNotBlank();
        assertThat(answer.detail("got").orElse("")).isNotBlank();
    }

    @Test
    void aUserOverTheBoundIsAMistake() {
        assertThat(kick("{'userId':'" + "u".repeat(129) + "'}").mistake()).isEqualTo("400 RT_007 $.userId");
    }

    @Test
    void aReasonOverTheBoundIsAMistake() {
        assertThat(kick("{'userId':'ada','reason':'" + "r".repeat(257) + "'}").mistake()).isEqualTo("400 RT_007 $.reason");
    }

    @Test
    void whatIsAMistakeKicksNobody() {
        RecordingListener heard = node.listenTo("chat:x");
        kick("{'userId':'ada','banSeconds':-1}");
        assertThat(heard.events()).isEmpty();
    }
}
