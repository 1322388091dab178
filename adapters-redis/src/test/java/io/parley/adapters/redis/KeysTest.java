package io.parley.adapters.redis;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.identity.RealmId;

import static org.assertj.core.api.Assertions.assertThat;

class KeysTest {
    private static final int SLOTS = 16_384;

    private static ChannelId channel(String name) {
        return new ChannelId(RealmId.DEFAULT, new ChannelName(name));
    }

    private static Stream<ChannelId> manyChannels() {
        return IntStream.range(0, 20_000).mapToObj(i -> channel("room:" + i));
    }

    private static String tagIn(String key) {
        return key.substring(key.indexOf('{') + 1, key.indexOf('}'));
    }

    @Test
    void thereAre128Tags() {
        assertThat(manyChannels().map(Keys::tagOf).distinct()).hasSize(128);
    }

    @Test
    void eachTagIsInAnother128thOfTheSlots() {
        assertThat(manyChannels().map(Keys::tagOf).distinct().map(tag -> Keys.slotOf(tag) / (SLOTS / 128)))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 128).boxed().toList());
    }

    @Test
    void channelsSpreadEvenlyOverTheTags() {
        long most = IntStream.range(0, 128).mapToLong(partition -> manyChannels()
                .filter(channel -> Keys.slotOf(Keys.tagOf(channel)) / (SLOTS / 128) == partition).limit(1_000).count()).max().orElseThrow();
        assertThat(most).isLessThan(2 * 20_000 / 128);
    }

    @ParameterizedTest
    @CsvSource({"123456789,12739", "foo,12182", "user1000,3443"})
    void slotsAreThoseOfRedisCluster(String tag, int slot) {
        assertThat(Keys.slotOf(tag)).isEqualTo(slot);
    }

    /** Nodes of different releases share a Redis: a name that moved would be two channels. */
    @ParameterizedTest
    @CsvSource({"public:lobby,parley:{65}:history:default:public:lobby", "private:user-ada,parley:{12}:history:default:private:user-ada",
            "room:1,parley:{17}:history:default:room:1"})
    void aKnownNameKeepsItsKey(String name, String key) {
        assertThat(Keys.of("history", channel(name))).isEqualTo(key);
    }

    @Test
    void allKeysOfAChannelShareASlot() {
        List<String> kinds = List.of("position", "history", "broadcast", "presence", "presence-count", "record", "record-generation");
        assertThat(kinds.stream().map(kind -> Keys.slotOf(tagIn(Keys.of(kind, channel("room:1"))))).distinct()).hasSize(1);
    }

    @Test
    void theTagIsTheFirstThingInBracesOfAKey() {
        assertThat(manyChannels().limit(1_000)).allSatisfy(
                channel -> assertThat(Keys.of("history", channel)).matches("parley:\\{\\d+}:history:default:room:\\d+"));
    }

    @Test
    void differentKindsOfAChannelHaveDifferentKeys() {
        assertThat(Keys.of("presence", channel("a"))).isNotEqualTo(Keys.of("history", channel("a")));
    }

    @Test
    void theSameNameInAnotherRealmHasAnotherKey() {
        assertThat(Keys.of("history", new ChannelId(new RealmId("other"), new ChannelName("a"))))
                .isNotEqualTo(Keys.of("history", channel("a")));
    }
}
