package io.parley.application.channel;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.parley.domain.delivery.MemberUpdated;
import io.parley.domain.delivery.Typing;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.MemberUpdate;
import io.parley.domain.refusal.ErrorCode;

import static org.assertj.core.api.Assertions.assertThat;

/** What somebody shows of himself in a channel. */
class ShowingTest extends OneNode {
    private static final MemberUpdate BUSY = new MemberUpdate(Map.of("status", Payload.ofJson("\"busy\"")));

    // What he says of himself

    @Test
    void theOthersAndHeHimselfHearWhatHeSaysOfHimself() {
        enters(ada, ROOM);
        enters(bob, ROOM);
        valueOf(node.showing.update(ada, ROOM, BUSY));
        for (RecordingParticipant one : List.of(ada, bob)) {
            assertThat(one.heard(MemberUpdated.class)).singleElement()
                    .satisfies(update -> assertThat(update.member().state().data()).isEqualTo(BUSY.changes()));
        }
    }

    @Test
    void whoComesAfterSeesIt() {
        enters(ada, ROOM);
        valueOf(node.showing.update(ada, ROOM, BUSY));
        assertThat(enters(bob, ROOM).roster().orElseThrow().members().getFirst().state().data()).isEqualTo(BUSY.changes());
    }

    @Test
    void whoIsNotInTheRosterSaysNothingOfHimself() {
        enters(ada, Wish.toHear(ROOM));
        assertThat(codeOf(node.showing.update(ada, ROOM, BUSY))).isEqualTo(ErrorCode.PRESENCE_UPDATE_FAILED);
        assertThat(codeOf(node.showing.update(bob, ROOM, BUSY))).isEqualTo(ErrorCode.PRESENCE_UPDATE_FAILED);
        enters(nobody, LOBBY);
        assertThat(codeOf(node.showing.update(nobody, LOBBY, BUSY))).isEqualTo(ErrorCode.PRESENCE_UPDATE_FAILED);
    }

    @Test
    void whereTheRosterCannotBeReachedTheUpdateFailed() {
        enters(ada, ROOM);
        node.storeIsAwayAt("update");
        assertThat(codeOf(node.showing.update(ada, ROOM, BUSY))).isEqualTo(ErrorCode.PRESENCE_UPDATE_FAILED);
    }

    @Test
    void whatIsTooMuchIsRefused() {
        enters(ada, ROOM);
        MemberUpdate large = new MemberUpdate(Map.of("n", Payload.ofJson("\"" + "x".repeat(5_000) + "\"")));
        assertThat(codeOf(node.showing.update(ada, ROOM, large))).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);
    }

    // That he is typing

    private void types(RecordingParticipant who, boolean typing) {
        valueOf(node.showing.typing(who, ROOM, typing));
    }

    private static Typing typing(boolean whether) {
        return new Typing(ROOM_ID, ADA, whether);
    }

    @Test
    void theOthersHearThatHeTypesAndHeDoesNotOnAnyDevice() {
        enters(ada, ROOM);
        enters(adaToo, ROOM);
        enters(bob, ROOM);
        types(ada, true);
        assertThat(bob.heard(Typing.class)).containsExactly(typing(true));
        assertThat(ada.heard(Typing.class)).isEmpty();
        assertThat(adaToo.heard(Typing.class)).isEmpty();
    }

    @Test
    void whoSaysItAtEveryKeyIsRepeatedOnceASecond() {
        enters(ada, ROOM);
        enters(bob, ROOM);
        int before = node.backplane.faults().calls("publish");
        for (int i = 0; i < 30; i++) {
            types(ada, true);
            node.timers.advance(Duration.ofMillis(100));
        }
        assertThat(node.backplane.faults().calls("publish") - before).isEqualTo(3);
        assertThat(bob.heard(Typing.class)).containsExactly(typing(true));
    }

    @Test
    void whoHasEndedSaysSoOnce() {
        enters(ada, ROOM);
        enters(bob, ROOM);
        types(ada, false);
        types(ada, true);
        types(ada, false);
        types(ada, false);
        types(ada, true);
        assertThat(bob.heard(Typing.class)).containsExactly(typing(true), typing(false), typing(true));
    }

    @Test
    void afterAMessageHeBeginsAnew() {
        enters(ada, ROOM);
        enters(bob, ROOM);
        types(ada, true);
        valueOf(node.publishing.publish(ada.identity(), ROOM, words("said")));
        node.showing.said(ada, ROOM);
        types(ada, true);
        assertThat(bob.heard(Typing.class)).containsExactly(typing(true), typing(false), typing(true));
    }

    @Test
    void whoMayNotSayAnythingMayNotType() {
        makes(ROOM, SomeRoom.publishedBy("auth.uid != 'ada'"));
        enters(ada, ROOM);
        enters(bob, ROOM);
        assertThat(codeOf(node.showing.typing(ada, ROOM, true))).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(bob.heard(Typing.class)).isEmpty();
    }

    @Test
    void whoIsNotInTheRosterDoesNotType() {
        enters(ada, Wish.toHear(ROOM));
        assertThat(codeOf(node.showing.typing(ada, ROOM, true))).isEqualTo(ErrorCode.PRESENCE_UPDATE_FAILED);
    }
}
