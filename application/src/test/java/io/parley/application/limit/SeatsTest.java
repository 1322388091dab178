package io.parley.application.limit;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.parley.application.InMemoryNode;
import io.parley.application.realm.AddressPolicy;
import io.parley.application.realm.OriginPolicy;
import io.parley.application.realm.Realm;
import io.parley.application.realm.Realms;
import io.parley.domain.channel.ShippedPolicies;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Server;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.limit.Limits;
import io.parley.domain.limit.Rate;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

/** Seats of a user and of an address, on two nodes. */
class SeatsTest {
    private static final Limits TWO_OF_A_USER_THREE_OF_AN_ADDRESS = new Limits(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.of(2), Optional.of(3), Optional.of(Rate.of(5, Duration.ofHours(1))));
    private static final Realms REALMS = new Realms(List.of(new Realm(RealmId.DEFAULT, Set.of(), ShippedPolicies.BOOK, true,
            new OriginPolicy(Set.of()), AddressPolicy.ANYBODY, TWO_OF_A_USER_THREE_OF_AN_ADDRESS)));
    private static final InetAddress HOME = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress OFFICE = InetAddress.ofLiteral("192.0.2.2");

    private final InMemoryNode.Cluster cluster = new InMemoryNode.Cluster();
    private final InMemoryNode here = new InMemoryNode(cluster, "node-1", REALMS);
    private final InMemoryNode there = new InMemoryNode(cluster, "node-2", REALMS);
    private int connections;

    private static User user(String subject) {
        return new User(new UserId(RealmId.DEFAULT, subject), Profile.UNKNOWN, Set.of(), Instant.MAX);
    }

    private ConnectionId next() {
        return new ConnectionId("c-" + connections++);
    }

    private boolean sits(InMemoryNode node, Identity who, InetAddress from) {
        return node.seats.take(next(), who, from).isEmpty();
    }

    private static Optional<Refusal> refusal(InMemoryNode node, Identity who, InetAddress from) {
        return node.seats.refuse(RealmId.DEFAULT, from, Optional.of(who));
    }

    @Test
    void aUserHasSoManySeatsOnAllNodes() {
        assertThat(sits(here, user("ada"), HOME)).isTrue();
        assertThat(sits(there, user("ada"), OFFICE)).isTrue();
        assertThat(sits(here, user("ada"), OFFICE)).isFalse();
        assertThat(sits(here, user("bob"), OFFICE)).isTrue();
    }

    @Test
    void anAddressHasSoManySeatsForWhomeverOnAllNodes() {
        assertThat(sits(here, user("ada"), HOME)).isTrue();
        assertThat(sits(there, user("bob"), HOME)).isTrue();
        assertThat(sits(here, new Anonymous(RealmId.DEFAULT), HOME)).isTrue();
        assertThat(sits(there, user("cem"), HOME)).isFalse();
        assertThat(sits(there, user("cem"), OFFICE)).isTrue();
    }

    @Test
    void whoGetsNoSeatTakesNone() {
        sits(here, user("ada"), HOME);
        sits(here, user("ada"), HOME);
        assertThat(sits(there, user("ada"), OFFICE)).isFalse();
        assertThat(sits(there, user("bob"), HOME)).isTrue();
        assertThat(refusal(here, user("dan"), OFFICE)).isEmpty();
    }

    @Test
    void aSeatThatIsLeftIsFree() {
        ConnectionId first = next();
        here.seats.take(first, user("ada"), HOME);
        sits(there, user("ada"), HOME);
        here.seats.free(first);
        assertThat(sits(there, user("ada"), HOME)).isTrue();
    }

    @Test
    void whoComesToAFullHouseIsToldSoBefore() {
        sits(here, user("ada"), HOME);
        sits(here, user("ada"), HOME);
        assertThat(refusal(there, user("ada"), OFFICE)).map(Refusal::code).contains(ErrorCode.RATE_LIMIT_EXCEEDED);
        assertThat(refusal(there, user("bob"), OFFICE)).isEmpty();
    }

    @Test
    void anAddressMayComeOnlySoOften() {
        for (int i = 0; i < 5; i++) {
            assertThat(refusal(i % 2 == 0 ? here : there, user("ada"), HOME)).isEmpty();
        }
        Refusal refused = refusal(here, user("bob"), HOME).orElseThrow();
        assertThat(refused.code()).isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED);
        assertThat(refused.details()).containsKey("retryAfterMs");
        assertThat(refusal(here, user("bob"), OFFICE)).isEmpty();
    }

    @Test
    void aServerNeedsNoSeat() {
        Server server = new Server(RealmId.DEFAULT, "billing", Set.of());
        for (int i = 0; i < 10; i++) {
            assertThat(refusal(here, server, HOME)).isEmpty();
            assertThat(sits(here, server, HOME)).isTrue();
        }
    }

    @Test
    void theSeatsOfADeadNodeBecomeFree() {
        sits(here, user("ada"), HOME);
        sits(here, user("ada"), HOME);
        for (int half = 0; half < 3; half++) {
            cluster.clock.advance(cluster.presence.lease().dividedBy(2));
            there.attendance.keepUp();
        }
        assertThat(sits(there, user("ada"), HOME)).isTrue();
    }

    @Test
    void nobodyHearsOfSeats() {
        sits(here, user("ada"), HOME);
        assertThat(here.events.events()).isEmpty();
    }

    @Test
    void whileTheStoreIsAwayNobodyIsTurnedAway() {
        here.presence.faults().storeIsAwayAt("join", "count");
        for (int i = 0; i < 4; i++) {
            assertThat(refusal(here, user("ada"), HOME)).isEmpty();
            assertThat(sits(here, user("ada"), HOME)).isTrue();
        }
    }

    @Test
    void neighboursInOneIpv6NetworkAreOneAddress() {
        assertThat(Addresses.name(InetAddress.ofLiteral("2001:db8::1")))
                .isEqualTo(Addresses.name(InetAddress.ofLiteral("2001:db8::ffff:2")));
        assertThat(Addresses.name(InetAddress.ofLiteral("2001:db8:0:1::1")))
                .isNotEqualTo(Addresses.name(InetAddress.ofLiteral("2001:db8::1")));
    }
}
