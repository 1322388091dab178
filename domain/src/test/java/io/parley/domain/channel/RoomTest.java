package io.parley.domain.channel;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RoomTest {
    private static Room ofCapacity(int capacity) {
        return new Room(Optional.empty(), Room.NO_METADATA, Optional.empty(), OptionalInt.of(capacity), RoomRules.NONE);
    }

    private static Room ofType(String type) {
        return new Room(Optional.of(type), Room.NO_METADATA, Optional.empty(), OptionalInt.empty(), RoomRules.NONE);
    }

    private static Room ofMembers(Set<String> members) {
        return new Room(Optional.empty(), Room.NO_METADATA, Optional.of(members), OptionalInt.empty(), RoomRules.NONE);
    }

    private static Room saying(Payload metadata) {
        return new Room(Optional.empty(), metadata, Optional.empty(), OptionalInt.empty(), RoomRules.NONE);
    }

    private static Set<String> members(int count) {
        return IntStream.range(0, count).mapToObj(i -> "member-" + i).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void aRoomForNobodyIsNone(int capacity) {
        assertThatIllegalArgumentException().isThrownBy(() -> ofCapacity(capacity));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, Integer.MAX_VALUE})
    void aRoomHoldsOneOrMore(int capacity) {
        assertThat(ofCapacity(capacity).capacity()).hasValue(capacity);
    }

    @Test
    void aTypeHasAtMostSixtyFourCharacters() {
        assertThat(ofType("t".repeat(64)).type()).isPresent();
        assertThatIllegalArgumentException().isThrownBy(() -> ofType("t".repeat(65)));
    }

    @Test
    void anEmptyTypeIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> ofType(""));
    }

    @Test
    void aRoomHasAtMostTenThousandMembers() {
        assertThat(ofMembers(members(10_000)).members()).isPresent();
        assertThatIllegalArgumentException().isThrownBy(() -> ofMembers(members(10_001)));
    }

    @Test
    void aRoomMayHaveNoMembers() {
        assertThat(ofMembers(Set.of()).members()).contains(Set.of());
    }

    /** Bytes, not characters: the umlaut has two. */
    @Test
    void metadataHasAtMostSixteenKilobytes() {
        String fits = "{\"a\":\"" + "x".repeat(16_384 - 10) + "ü\"}";
        assertThat(saying(Payload.ofJson(fits)).metadata().bytes()).hasSize(16_384);
        assertThatIllegalArgumentException().isThrownBy(() -> saying(Payload.ofJson(fits + " ")));
    }

    @Test
    void metadataIsNoBinary() {
        assertThatIllegalArgumentException().isThrownBy(() -> saying(Payload.ofBinary(new byte[]{1})));
    }

    @Test
    void whoChangesTheListLaterDoesNotChangeTheRoom() {
        Set<String> members = new HashSet<>(Set.of("ada"));
        Room room = ofMembers(members);
        members.add("eve");
        assertThat(room.members()).contains(Set.of("ada"));
    }

    @Test
    void ofAPlainRoomNothingIsSaid() {
        assertThat(Room.PLAIN)
                .isEqualTo(new Room(Optional.empty(), Room.NO_METADATA, Optional.empty(), OptionalInt.empty(), RoomRules.NONE));
        assertThat(Room.NO_METADATA.json()).isEqualTo("{}");
    }

    // Its rules

    @ParameterizedTest
    @EnumSource(Deed.class)
    void aRoomWithoutRulesLeavesEveryDeedToThePolicy(Deed deed) {
        assertThat(RoomRules.NONE.of(deed)).isEmpty();
    }

    @Test
    void eachDeedHasItsOwnRule() {
        RoomRules rules = new RoomRules(Optional.of(new Rule("1")), Optional.of(new Rule("2")), Optional.of(new Rule("3")));
        assertThat(List.of(Deed.SUBSCRIBE, Deed.PUBLISH, Deed.SEE_PRESENCE)).extracting(deed -> rules.of(deed).orElseThrow().text())
                .containsExactly("1", "2", "3");
    }

    /** The names that a server gives them; a refusal says at which of them a mistake stands. */
    @Test
    void eachDeedsRuleHasAName() {
        assertThat(Deed.values()).extracting(Deed::ruleName).containsExactly("subscribe", "publish", "presence");
    }

    @Test
    void onlyWhereAPolicySaysSoServersMakeNoRooms() {
        assertThat(RoomUse.values()).filteredOn(use -> !use.allowed()).containsExactly(RoomUse.NONE);
    }
}
