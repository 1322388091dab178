package io.parley.domain.channel;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;

import static org.assertj.core.api.Assertions.assertThat;

class BansTest {
    private static final Instant END = Instant.parse("2026-03-01T12:00:00Z");
    private static final UserId EVE = new UserId(RealmId.DEFAULT, "eve");
    private static final UserId ADA = new UserId(RealmId.DEFAULT, "ada");

    private final Bans bans = new Bans(Map.of("eve", END));

    @Test
    void aBanHoldsUntilItsEnd() {
        assertThat(bans.hold(EVE, END.minusNanos(1))).isTrue();
    }

    @Test
    void atItsEndABanHoldsNoMore() {
        assertThat(bans.hold(EVE, END)).isFalse();
    }

    @Test
    void theBanOfOneIsNotThatOfAnother() {
        assertThat(bans.hold(ADA, END.minusSeconds(1))).isFalse();
    }

    @Test
    void whereNobodyIsBannedNobodyIs() {
        assertThat(Bans.NONE.hold(EVE, Instant.MIN)).isFalse();
    }

    private static Bans banning(int many) {
        return new Bans(IntStream.range(0, many).boxed().collect(Collectors.toMap(i -> "banned-" + i, _ -> END)));
    }

    @Test
    void thereIsPlaceForAThousand() {
        assertThat(Bans.NONE.admit(EVE)).isTrue();
        assertThat(banning(999).admit(EVE)).isTrue();
        assertThat(banning(1_000).admit(EVE)).isFalse();
    }

    @Test
    void whoIsBannedHasHisPlace() {
        assertThat(banning(1_000).admit(new UserId(RealmId.DEFAULT, "banned-7"))).isTrue();
    }

    @Test
    void whoChangesTheListLaterDoesNotChangeTheBans() {
        Map<String, Instant> until = new HashMap<>(Map.of("eve", END));
        Bans kept = new Bans(until);
        until.clear();
        assertThat(kept.hold(EVE, END.minusSeconds(1))).isTrue();
    }
}
