package io.parley.application.identity;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.parley.application.InMemoryNode;
import io.parley.application.event.RecordingEventBus;
import io.parley.application.realm.TestRealms;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

/** A node that has had enough says so before it looks at what is shown, and keeps no place for whom it turns away. */
class AdmissionCapacityTest {
    private static final Refusal ENOUGH = Refusal.of(ErrorCode.CONNECTION_LOST, "enough");
    private static final User ADA = new User(new UserId(RealmId.DEFAULT, "ada"), Profile.UNKNOWN, Set.of(), Instant.MAX);
    private static final Opening SHOWS_A_BAD_TOKEN = opening(Optional.empty());

    private final InMemoryNode node = new InMemoryNode(TestRealms.BOTH);
    private final Places places = new Places();

    /** Counts the places that are kept. */
    private static final class Places implements Capacity {
        private Optional<Refusal> rush = Optional.empty();
        private Optional<Refusal> full = Optional.empty();
        private int kept;

        @Override
        public Optional<Refusal> rush() {
            return rush;
        }

        @Override
        public Optional<Refusal> reserve() {
            kept += full.isEmpty() ? 1 : 0;
            return full;
        }

        @Override
        public void giveBack() {
            kept--;
        }
    }

    private static Opening opening(Optional<String> origin) {
        return new Opening(Optional.empty(), origin, "hub.example.com", InetAddress.getLoopbackAddress(),
                Optional.of(new Credentials.Token("bad")));
    }

    private static Opening ofPage(String origin) {
        return opening(Optional.of(origin));
    }

    private Admission.Answer asked(Opening opening) {
        return admission((_, _, _) -> Optional.empty()).admitConnection(opening);
    }

    private Admission admission(Doorkeeper doorkeeper) {
        return new Admission(node.realms, node.tokens, new Ticketing(node.tickets, () -> new byte[Ticketing.SECRET_BYTES]), places,
                doorkeeper, new RecordingEventBus());
    }

    private static Opening ofAda(InMemoryNode node) {
        node.tokens.with("ada's", ADA);
        return new Opening(Optional.empty(), Optional.empty(), "hub.example.com", InetAddress.getLoopbackAddress(),
                Optional.of(new Credentials.Token("ada's")));
    }

    private static void assertEnough(Admission.Answer answer, boolean pageIsTold) {
        assertThat(answer).isInstanceOfSatisfying(Admission.Answer.TurnedAway.class, away -> {
            assertThat(away.refusal()).isEqualTo(ENOUGH);
            assertThat(away.allowedPage()).isEqualTo(pageIsTold);
        });
    }

    @Test
    void aFullNodeSaysSoBeforeItLooksAtCredentials() {
        places.full = Optional.of(ENOUGH);
        assertEnough(asked(SHOWS_A_BAD_TOKEN), false);
    }

    @Test
    void aPageIsLetInToBeToldThatTheNodeIsFull() {
        places.full = Optional.of(ENOUGH);
        assertEnough(asked(ofPage(TestRealms.APP)), true);
    }

    @Test
    void aForeignPageIsNot() {
        places.full = Optional.of(ENOUGH);
        assertEnough(asked(ofPage("https://evil.test")), false);
    }

    @Test
    void inARushNobodyIsLetInToBeToldNotEvenAPage() {
        places.rush = Optional.of(ENOUGH);
        assertEnough(asked(ofPage(TestRealms.APP)), false);
        assertThat(places.kept).isZero();
    }

    @Test
    void aPlaceIsKeptForWhomIsAdmitted() {
        assertThat(asked(ofAda(node))).isInstanceOf(Admission.Answer.Admitted.class);
        assertThat(places.kept).isEqualTo(1);
    }

    @Test
    void noPlaceIsKeptForBadCredentials() {
        asked(SHOWS_A_BAD_TOKEN);
        assertThat(places.kept).isZero();
    }

    @Test
    void noPlaceIsKeptForWhomTheDoorkeeperRefuses() {
        admission((_, _, _) -> Optional.of(ENOUGH)).admitConnection(ofAda(node));
        assertThat(places.kept).isZero();
    }

    @Test
    void noPlaceIsKeptWhereCredentialsCannotBeJudged() {
        node.tokens.faults().storeIsAwayAt("authenticate");
        asked(SHOWS_A_BAD_TOKEN);
        assertThat(places.kept).isZero();
    }

    @Test
    void aPlaceIsGivenBackWhereNoConnectionFollows() {
        Admission admission = admission((_, _, _) -> Optional.empty());
        admission.admitConnection(ofAda(node));
        admission.cameToNothing();
        assertThat(places.kept).isZero();
    }
}
