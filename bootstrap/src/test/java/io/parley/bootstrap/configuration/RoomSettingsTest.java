package io.parley.bootstrap.configuration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.bootstrap.start.StartFailure;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.ChannelPolicy;
import io.parley.domain.channel.PolicyBook;
import io.parley.domain.channel.ShippedPolicies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RoomSettingsTest {
    private static ChannelPolicy policy(PolicyBook book, String channel) {
        return book.find(new ChannelName(channel)).orElseThrow().policy();
    }

    @ParameterizedTest
    @ValueSource(strings = {"room:1", "room.1", "private:room-1"})
    void roomsHaveTheCapacityAndTheHistoryThatAreSet(String room) {
        ChannelPolicy policy = policy(new RoomSettings(7, 5).in(ShippedPolicies.BOOK), room);
        assertThat(policy.capacity()).hasValue(7);
        assertThat(policy.history().size()).isEqualTo(5);
        assertThat(policy.history().age()).isEqualTo(policy(ShippedPolicies.BOOK, room).history().age());
    }

    @Test
    void zeroIsAnyNumberAndNoHistory() {
        ChannelPolicy policy = policy(new RoomSettings(0, 0).in(ShippedPolicies.BOOK), "room:1");
        assertThat(policy.capacity()).isEmpty();
        assertThat(policy.history().kept()).isFalse();
    }

    @Test
    void asShippedNothingIsOther() {
        assertThat(new RoomSettings(1_000, 100).in(ShippedPolicies.BOOK).policies()).containsExactlyInAnyOrderElementsOf(
                ShippedPolicies.BOOK.policies());
    }

    @Test
    void otherChannelsAreAsTheyWere() {
        assertThat(policy(new RoomSettings(7, 5).in(ShippedPolicies.BOOK), "chat:1")).isEqualTo(policy(ShippedPolicies.BOOK, "chat:1"));
    }

    @Test
    void aNumberBelowZeroEndsTheStart() {
        assertThatExceptionOfType(StartFailure.class).isThrownBy(() -> new RoomSettings(-1, 5));
        assertThatExceptionOfType(StartFailure.class).isThrownBy(() -> new RoomSettings(1, -5));
    }
}
