package io.parley.adapters.rest.channel;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.adapters.rest.RestNode;
import io.parley.application.delivery.RecordingListener;
import io.parley.domain.channel.Rule;
import io.parley.domain.delivery.Audience;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Priority;

import static org.assertj.core.api.Assertions.assertThat;

/** How urgent a broadcast is, and whom of the channel it is for. */
class BroadcastAudienceTest {
    private final RestNode node = new RestNode();

    private RestNode.Answer broadcast(String more) {
        return node.post("/realtime/channels/chat:x/broadcast", RestNode.json("{'event':'e'" + more + "}"));
    }

    private Message said(String more) {
        RecordingListener heard = node.listenTo("chat:x");
        assertThat(broadcast(more).status()).isEqualTo(200);
        return (Message) heard.events().getFirst();
    }

    private static String names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "'n" + i + "'").collect(Collectors.joining(",", "[", "]"));
    }

    private static Audience without(Set<String> users, Set<String> connections) {
        return new Audience(Optional.empty(), users, connections, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"high,HIGH", "normal,NORMAL", "low,LOW"})
    void aPriorityIsOneOfThree(String word, Priority priority) {
        assertThat(said(",'priority':'" + word + "'").priority()).isEqualTo(priority);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",'priority':null"})
    void withoutOneThePriorityIsNormal(String more) {
        assertThat(said(more).priority()).isEqualTo(Priority.NORMAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",'filter':null,'exclude':null,'to':null", ",'exclude':{}",
            ",'exclude':{'users':null,'connections':null}", ",'exclude':{'users':[],'connections':[]}"})
    void whereNobodyIsLeftOutItIsForAll(String more) {
        assertThat(said(more).audience().isEverybody()).isTrue();
    }

    @Test
    void usersMayBeLeftOut() {
        assertThat(said(",'exclude':{'users':['ada','auth0|Jörg']}").audience()).isEqualTo(without(Set.of("ada", "auth0|Jörg"), Set.of()));
    }

    @Test
    void connectionsMayBeLeftOut() {
        assertThat(said(",'exclude':{'connections':['c-1']}").audience()).isEqualTo(without(Set.of(), Set.of("c-1")));
    }

    @Test
    void itMayBeForSomeUsersOnly() {
        assertThat(said(",'to':{'users':['ada','bob']}").audience().to()).contains(Set.of("ada", "bob"));
    }

    @Test
    void whatIsForNobodyIsForNobody() {
        assertThat(said(",'to':{'users':[]}").audience().to()).contains(Set.of());
    }

    @Test
    void aFilterMayDecide() {
        assertThat(said(",'filter':'auth != null'").audience().filter()).contains(new Rule("auth != null"));
    }

    @Test
    void allOfItMayComeTogether() {
        assertThat(said(",'to':{'users':['ada']},'exclude':{'users':['bob'],'connections':['c']},'filter':'true'").audience()).isEqualTo(
                new Audience(Optional.of(Set.of("ada")), Set.of("bob"), Set.of("c"), Optional.of(new Rule("true"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {",'to':{'users':%s}", ",'exclude':{'users':%s}", ",'exclude':{'connections':%s}"})
    void aListMayBeAsLongAsTheBound(String more) {
        assertThat(broadcast(more.formatted(names(1_000))).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', value = {",'to':{'users':%s};$.to.users",
            ",'exclude':{'users':%s};$.exclude.users", ",'exclude':{'connections':%s};$.exclude.connections"})
    void aListOverTheBoundIsAMistake(String more, String path) {
        RestNode.Answer answer = broadcast(more.formatted(names(1_001)));
        assertThat(answer.mistake()).isEqualTo("400 RT_007 " + path);
        assertThat(answer.detail("got")).contains("1001");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', value = {"'priority':'HIGH';$.priority", "'priority':'urgent';$.priority",
            "'priority':'';$.priority", "'priority':1;$.priority", "'priority':{};$.priority", "'filter':'';$.filter",
            "'filter':'  ';$.filter", "'filter':true;$.filter", "'filter':{};$.filter", "'filter':'nonsense';$.filter",
            "'filter':'auth.uid === 1';$.filter", "'filter':'data.owner == 1';$.filter", "'exclude':[];$.exclude",
            "'exclude':'ada';$.exclude", "'exclude':{'users':'ada'};$.exclude.users", "'exclude':{'users':{}};$.exclude.users",
            "'exclude':{'users':[1]};$.exclude.users[0]", "'exclude':{'users':[null]};$.exclude.users[]",
            "'exclude':{'users':['']};$.exclude.users[]", "'exclude':{'connections':'c'};$.exclude.connections",
            "'exclude':{'connections':['c',2]};$.exclude.connections[1]", "'exclude':{'connections':['']};$.exclude.connections[]",
            "'to':[];$.to", "'to':'ada';$.to", "'to':{'users':'ada'};$.to.users", "'to':{'users':[true]};$.to.users[0]",
            "'to':{'users':[null]};$.to.users[]", "'to':{'users':['a\\u0000']};$.to.users[]", "'to':{};$.to.users",
            "'to':{'users':null};$.to.users"})
    void whatIsNoAudienceIsToldWithItsPath(String more, String path) {
        RestNode.Answer answer = broadcast("," + more);
        assertThat(answer.mistake()).isEqualTo("400 RT_007 " + path);
        assertThat(answer.detail("expected").orElse("")).isNotBlank();
        assertThat(answer.detail("got").orElse("")).isNotBlank();
    }

    @Test
    void ofAFilterThatDoesNotCompileThePositionIsTold() {
        assertThat(node.post("/realtime/channels/chat:x/broadcast", "{\"event\":\"e\",\"filter\":\"message.event == 'a' && x\"}")
                .detail("position")).contains("20");
    }

    @Test
    void aFilterMayBeAsLongAsTheBound() {
        assertThat(node.post("/realtime/channels/chat:x/broadcast",
                "{\"event\":\"e\",\"filter\":\"auth.uid == '" + "x".repeat(512 - 14) + "'\"}").status()).isEqualTo(200);
    }

    @Test
    void aFilterOverTheBoundIsAMistake() {
        assertThat(broadcast(",'filter':'" + "x".repeat(513) + "'").detail("got")).contains("513 characters");
    }

    @Test
    void aUsersNameOverTheBoundIsAMistake() {
        assertThat(broadcast(",'to':{'users':['" + "u".repeat(129) + "']}").mistake()).isEqualTo("400 RT_007 $.to.users[]");
    }

    @Test
    void whatIsAMistakeIsNotHeard() {
        RecordingListener heard = node.listenTo("chat:x");
        broadcast(",'filter':'nonsense'");
        assertThat(heard.events()).isEmpty();
    }
}
