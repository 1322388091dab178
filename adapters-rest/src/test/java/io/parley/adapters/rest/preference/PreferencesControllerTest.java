package io.parley.adapters.rest.preference;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.parley.adapters.rest.RestNode;
import io.parley.application.delivery.RecordingListener;
import io.parley.domain.delivery.PreferencesChanged;
import io.parley.domain.preference.MutedChannel;
import io.parley.domain.preference.Preferences;
import io.parley.domain.preference.Visibility;

import static org.assertj.core.api.Assertions.assertThat;

class PreferencesControllerTest {
    private static final String OF_ADA = "/realtime/users/ada/preferences";
    private static final String OF_BOB = "/realtime/users/bob/preferences";
    private static final String NONE = RestNode.json("{'mutedChannels':[],'mutedEvents':[],'presence':'visible'}");
    private static final String SOME = RestNode
            .json("{'mutedChannels':['chat:*','room:1'],'mutedEvents':['typing'],'presence':'invisible'}");

    private final RestNode node = new RestNode();

    @Test
    void whoNeverSaidAnythingHasWhatHoldsForEverybody() {
        assertThat(node.get(OF_ADA).text()).isEqualTo(NONE);
    }

    @Test
    void whatIsPutIsAnsweredAndRead() {
        assertThat(node.put(OF_ADA, SOME).text()).isEqualTo(SOME);
        assertThat(node.get(OF_ADA).text()).isEqualTo(SOME);
    }

    @Test
    void whatIsLeftOutIsAsForEverybody() {
        node.put(OF_ADA, SOME);
        assertThat(node.put(OF_ADA, "{}").text()).isEqualTo(NONE);
    }

    @Test
    void hisConnectionsAreToldInHisOwnChannel() {
        RecordingListener heard = node.listenTo("private:user-ada");
        node.put(OF_ADA, SOME);
        Preferences preferences = new Preferences(Set.of(new MutedChannel("chat:*"), new MutedChannel("room:1")), Set.of("typing"),
                Visibility.INVISIBLE);
        assertThat(heard.events())
                .containsExactly(new PreferencesChanged(RestNode.id("private:user-ada"), RestNode.ADA.id(), preferences, 1));
    }

    @Test
    void aUserNeedsNoScopeForHisOwnAndHasNoneForAnothers() {
        node.as(RestNode.ADA);
        assertThat(node.put(OF_ADA, SOME).status()).isEqualTo(200);
        assertThat(node.get(OF_ADA).status()).isEqualTo(200);
        assertThat(node.put(OF_BOB, SOME).problem()).isEqualTo("403 RT_003");
        assertThat(node.get(OF_BOB).problem()).isEqualTo("403 RT_003");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', value = {"{'mutedChannels':'a'};$.mutedChannels",
            "{'mutedChannels':[null]};$.mutedChannels[]",
            "{'mutedChannels':['system:all']};$.mutedChannels[]", "{'mutedChannels':['a b']};$.mutedChannels[]",
            "{'mutedEvents':['']};$.mutedEvents[]", "{'mutedEvents':[1]};$.mutedEvents[0]", "{'presence':'away'};$.presence",
            "{'presence':1};$.presence"})
    void whatCannotBeIsToldWithItsPlaceAndChangesNothing(String body, String path) {
        node.put(OF_ADA, SOME);
        assertThat(node.put(OF_ADA, RestNode.json(body)).mistake()).isEqualTo("400 RT_007 " + path);
        assertThat(node.get(OF_ADA).text()).isEqualTo(SOME);
    }

    @Test
    void aHundredMayBeMutedAndNoMore() {
        assertThat(node.put(OF_ADA, muting(100)).status()).isEqualTo(200);
        assertThat(node.put(OF_ADA, muting(101)).mistake()).isEqualTo("400 RT_007 $.mutedEvents");
    }

    private static String muting(int events) {
        return "{\"mutedEvents\":"
                + IntStream.range(0, events).mapToObj(i -> "\"e" + i + "\"").collect(Collectors.joining(",", "[", "]")) + "}";
    }

    @Test
    void whileAStoreIsAwayItIsUnavailable() {
        node.node.storeIsAwayAt("find", "change");
        assertThat(node.get(OF_ADA).problem()).isEqualTo("503 RT_010");
        assertThat(node.put(OF_ADA, SOME).problem()).isEqualTo("503 RT_010");
    }
}
