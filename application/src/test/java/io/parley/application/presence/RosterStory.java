package io.parley.application.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.awaitility.Awaitility;

import io.parley.application.delivery.RecordingListener;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.RosterChange;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.MemberUpdate;
import io.parley.domain.presence.Roster;

import static org.assertj.core.api.Assertions.assertThat;

/** What happens to one roster, one thing after the other, on several nodes; and what has to be true whatever it is. */
public final class RosterStory {
    private static final int NODES = 3;
    private static final int USERS = 3;
    private static final int DEVICES = 3;
    private static final Instant THEN = Instant.parse("2026-03-01T12:00:00Z");

    /** What may happen. */
    public enum Deed {
        JOIN, JOIN_RENAMED, LEAVE, SAY, IDLE, ACT, LOOK, DIE
    }

    /** A deed of a user's device on a node. */
    public record Step(Deed deed, int node, int user, int device, int number) {}

    private record Place(int node, int user, int device) {}

    private final ChannelId channel = new ChannelId(new RealmId("r-" + UUID.randomUUID()), new ChannelName("room:1"));
    private final PresenceCluster cluster;
    private final List<PresenceDirectory> nodes;
    private final RecordingListener heard = new RecordingListener();
    private final Set<Place> there = new HashSet<>();
    private final List<Integer> arrivals = new ArrayList<>();
    private final List<Integer> departures = new ArrayList<>();
    private final List<Roster> looks = new ArrayList<>();

    /** A story that is about to begin. */
    public RosterStory(PresenceCluster cluster) {
        this.cluster = cluster;
        nodes = Stream.generate(cluster::node).limit(NODES).toList();
        cluster.backplane().attach(channel, heard);
        looks.add(nodes.getFirst().roster(channel));
    }

    /** Any steps. */
    public static Arbitrary<List<Step>> steps(int most) {
        return Combinators.combine(Arbitraries.of(Deed.class), Arbitraries.integers().between(0, NODES - 1),
                Arbitraries.integers().between(0, USERS - 1), Arbitraries.integers().between(0, DEVICES - 1),
                Arbitraries.integers().between(0, 3)).as(Step::new).list().ofMaxSize(most);
    }

    /** They happen. */
    public void goesOn(List<Step> steps) {
        steps.forEach(this::happens);
    }

    private void happens(Step step) {
        PresenceDirectory node = nodes.get(step.node());
        Place place = new Place(step.node(), step.user(), step.device());
        ConnectionId connection = new ConnectionId("c-" + step.node() + "-" + step.device());
        UserId user = new UserId(channel.realm(), "user-" + step.user());
        Set<Integer> before = users();
        switch (step.deed()) {
            case JOIN -> joins(node, place, connection, new Member(user, Profile.UNKNOWN));
            case JOIN_RENAMED -> joins(node, place, connection, new Member(user, new Profile(Optional.of("Name"), Optional.empty())));
            case LEAVE -> {
                there.remove(place);
                node.leave(channel, connection, new Member(user, Profile.UNKNOWN));
            }
            case SAY -> node.update(channel, user,
                    new MemberUpdate(Map.of("n" + step.device(), Payload.ofJson(step.number() == 0 ? "null" : "" + step.number()))));
            case IDLE -> node.idle(channel, connection, user, THEN.plusSeconds(step.number()));
            case ACT -> node.active(channel, connection, user);
            case LOOK -> looks.add(node.roster(channel));
            case DIE -> dies(step.node());
        }
        Set<Integer> after = users();
        after.stream().filter(one -> !before.contains(one)).forEach(arrivals::add);
        before.stream().filter(one -> !after.contains(one)).forEach(departures::add);
    }

    private void joins(PresenceDirectory node, Place place, ConnectionId connection, Member member) {
        there.add(place);
        node.join(channel, connection, member);
    }

    private void dies(int number) {
        cluster.letLeaseRunOut(nodes.get(number));
        nodes.get((number + 1) % NODES).evictDeadNodes(_ -> {});
        nodes.get(number).renewLease();
        there.removeIf(place -> place.node() == number);
    }

    private Set<Integer> users() {
        Set<Integer> users = new TreeSet<>();
        there.forEach(place -> users.add(place.user()));
        return users;
    }

    /** Who read the roster at any moment and heard all changes since knows what it is; and each user came and went as often as he did. */
    public void endsWell() {
        Roster end = nodes.getFirst().roster(channel);
        Awaitility.await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(2)).pollDelay(Duration.ZERO)
                .untilAsserted(() -> assertThat(heard.events()).hasSize((int) end.version().number()));
        for (Roster look : looks) {
            int heardBefore = (int) look.version().number();
            assertThat(new RosterReplay(look).after(heard.events().subList(heardBefore, heard.events().size())).now()).isEqualTo(end);
        }
        assertThat(end.members()).extracting(member -> member.user().subject())
                .containsExactlyElementsOf(users().stream().map(user -> "user-" + user).toList());
        assertThat(timesOf(MemberJoined.class)).isEqualTo(times(arrivals));
        assertThat(timesOf(MemberLeft.class)).isEqualTo(times(departures));
    }

    private List<Long> timesOf(Class<?> kind) {
        return IntStream.range(0, USERS).mapToObj(user -> heard.events().stream().filter(kind::isInstance)
                .filter(event -> subjectOf(event).equals("user-" + user)).count()).toList();
    }

    private static String subjectOf(Object event) {
        return ((RosterChange) event).member().user().subject();
    }

    private static List<Long> times(List<Integer> users) {
        return IntStream.range(0, USERS).mapToObj(user -> users.stream().filter(one -> one == user).count()).toList();
    }
}
