package io.parley.application.connection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Priority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

class BacklogPropertiesTest {
    private static final long BOUND = 50;

    /** Something happens to a backlog. */
    sealed interface Step {}

    /** Something comes; which, its number says. */
    record Coming(int number, ServerMessage message, int bytes) implements Step {
        @Override
        public String toString() {
            return number + " of " + message.about() + " " + message.priority() + " " + bytes;
        }
    }

    /** The next goes. */
    record Going() implements Step {}

    /** A backlog, and what was taken in and went out. */
    private static final class Course {
        final Backlog<Coming> backlog = new Backlog<>(BOUND, _ -> fail("Nothing may be lost"));
        final List<Coming> waiting = new ArrayList<>();
        final List<Coming> gone = new ArrayList<>();

        /** Does it, and looks at what each step leaves behind. */
        Course after(List<Step> steps, Runnable look) {
            steps.forEach(step -> {
                switch (step) {
                    case Coming coming -> {
                        if (backlog.offer(coming, coming.bytes(), coming.message())) {
                            waiting.add(coming);
                        }
                    }
                    case Going _ -> go();
                }
                look.run();
            });
            return this;
        }

        Optional<Coming> go() {
            Optional<Coming> next = Optional.ofNullable(backlog.poll());
            next.ifPresent(item -> {
                waiting.remove(item);
                gone.add(item);
            });
            return next;
        }

        List<Coming> all() {
            while (go().isPresent()) {
                assertThat(gone).isNotEmpty();
            }
            return gone;
        }
    }

    private static Course after(List<Step> steps) {
        Course course = new Course();
        return course.after(steps, () -> {});
    }

    @Property
    void inAChannelEverythingGoesInTheOrderInWhichItCame(@ForAll("steps") List<Step> steps) {
        Map<Optional<ChannelName>, List<Integer>> byChannel = after(steps).all().stream()
                .collect(Collectors.groupingBy(item -> item.message().about().map(ChannelName::canonical),
                        Collectors.mapping(Coming::number, Collectors.toList())));
        assertThat(byChannel.values()).allSatisfy(numbers -> assertThat(numbers).isSorted());
    }

    @Property
    void whatIsTakenInGoesOutOnce(@ForAll("steps") List<Step> steps) {
        Course course = after(steps);
        List<Coming> taken = new ArrayList<>(course.gone);
        taken.addAll(course.waiting);
        assertThat(course.all()).containsExactlyInAnyOrderElementsOf(taken);
    }

    @Property
    void whatWaitsIsCountedAndWeighed(@ForAll("steps") List<Step> steps) {
        Course course = new Course();
        course.after(steps, () -> {
            assertThat(course.backlog.size()).isEqualTo(course.waiting.size());
            assertThat(course.backlog.bytes()).isEqualTo(course.waiting.stream().mapToLong(Coming::bytes).sum()).isLessThanOrEqualTo(BOUND);
        });
    }

    @Property
    void somethingIsRefusedIfAndOnlyIfItExceedsTheBound(@ForAll("steps") List<Step> steps, @ForAll("comings") Coming last) {
        Course course = after(steps);
        long waiting = course.backlog.bytes();
        assertThat(course.backlog.offer(last, last.bytes(), last.message())).isEqualTo(waiting + last.bytes() <= BOUND);
    }

    @Property
    void whatIsOfHighPriorityGoesBeforeWhatWaitsOfOtherChannelsAndIsNot(@ForAll("steps") List<Step> steps) {
        Course course = after(steps);
        List<Coming> before = List.copyOf(course.waiting);
        Coming urgent = new Coming(-1, BacklogTest.said("urgent", Priority.HIGH), 0);
        course.after(List.of(urgent), () -> {});
        assertThat(course.all().stream().skip(course.gone.indexOf(urgent))).containsAll(
                before.stream().filter(item -> item.message().priority() != Priority.HIGH).toList());
    }

    /** No item goes while another waits that has a higher priority, and a channel in which nothing can hold it back. */
    @Property
    void nothingWaitsForALowerPriorityWithoutAReason(@ForAll("steps") List<Step> steps) {
        Course course = new Course();
        course.after(steps, () -> {
            Coming next = course.backlog.peek();
            if (next != null) {
                assertThat(course.waiting).filteredOn(item -> neverHeldBack(item, steps))
                        .allSatisfy(item -> assertThat(item.message().priority()).isGreaterThanOrEqualTo(next.message().priority()));
            }
        });
    }

    /** Whether nothing of its channel ever was of a lower priority, behind which it could have been put. */
    private static boolean neverHeldBack(Coming item, List<Step> steps) {
        Optional<ChannelName> channel = item.message().about().map(ChannelName::canonical);
        return steps.stream().noneMatch(step -> step instanceof Coming other && other.number() < item.number()
                && other.message().about().map(ChannelName::canonical).equals(channel)
                && other.message().priority().compareTo(item.message().priority()) > 0);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Step> coming = comings().map(step -> step);
        return Arbitraries.frequencyOf(Tuple.of(3, coming), Tuple.of(2, Arbitraries.create(Going::new))).list().ofMaxSize(60)
                .map(BacklogPropertiesTest::numbered);
    }

    private static List<Step> numbered(List<Step> steps) {
        List<Step> numbered = new ArrayList<>();
        steps.forEach(
                step -> numbered.add(step instanceof Coming coming ? new Coming(numbered.size(), coming.message(), coming.bytes()) : step));
        return numbered;
    }

    @Provide
    Arbitrary<Coming> comings() {
        Arbitrary<ServerMessage> said = Combinators
                .combine(Arbitraries.of("a", "b", "private:user-ada", "user:ada"), Arbitraries.of(Priority.class))
                .as(BacklogTest::said);
        Arbitrary<ServerMessage> aboutNothing = Arbitraries.just(new ServerMessage.Heartbeat(Instant.EPOCH));
        return Combinators
                .combine(Arbitraries.frequencyOf(Tuple.of(6, said), Tuple.of(1, aboutNothing)), Arbitraries.integers().between(0, 12))
                .as((message, bytes) -> new Coming(0, message, bytes));
    }
}
