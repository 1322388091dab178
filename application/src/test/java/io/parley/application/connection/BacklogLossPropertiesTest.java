package io.parley.application.connection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import io.parley.application.protocol.Lossy;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Priority;
import io.parley.domain.delivery.Skipped;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever comes and goes, of channels that may lose something and of others. */
class BacklogLossPropertiesTest {
    private static final long BOUND = 4_000;

    /** Something comes, or, without bytes, the next goes. */
    record Step(String channel, Priority priority, int key, boolean positioned, boolean other, int bytes) {
        boolean isGoing() {
            return bytes == 0;
        }

        Optional<Lossy> lossy() {
            return switch (channel) {
                case "oldest" -> Optional.of(Lossy.OLDEST_FIRST);
                case "skip" -> Optional.of(Lossy.TOGETHER);
                case "coalesce" -> Optional.of(key == 0 ? Lossy.OLDEST_FIRST : Lossy.replaceable("" + key));
                default -> Optional.empty();
            };
        }

        ServerMessage message(long offset) {
            return other
                    ? new ServerMessage.Reached(new ChannelName(channel), new Position("e", offset))
                    : BacklogLossTest.said(channel, Optional.of(new Position("e", offset)).filter(_ -> positioned), lossy(), priority);
        }
    }

    /** What was sent: a message or a gap. */
    record Sent(String channel, long number, Optional<Skipped> skipped) {
        static Sent gap(ServerMessage message) {
            ServerMessage.Gap gap = (ServerMessage.Gap) message;
            return new Sent(gap.channel().value(), 0, Optional.of(gap.skipped()));
        }
    }

    /** A backlog, what it took of each channel, and what it sent. */
    private static final class Course {
        final Backlog<Sent> backlog = new Backlog<>(BOUND, Sent::gap);
        final Map<String, List<Long>> taken = new HashMap<>();
        final Map<String, Step> steps = new HashMap<>();
        final List<Sent> sent = new ArrayList<>();
        /** What of that was sent at last, when nothing came any more. */
        final List<Sent> waited = new ArrayList<>();
        private long number;

        void run(List<Step> all) {
            for (Step step : all) {
                if (step.isGoing()) {
                    Stream.ofNullable(backlog.poll()).forEach(sent::add);
                } else {
                    come(step);
                }
                assertThat(backlog.bytes()).isBetween(0L, BOUND);
            }
            for (Sent next = backlog.poll(); next != null; next = backlog.poll()) {
                sent.add(next);
                waited.add(next);
            }
            assertThat(List.of(backlog.size(), (int) backlog.bytes())).containsExactly(0, 0);
        }

        private void come(Step step) {
            number++;
            if (backlog.offer(new Sent(step.channel(), number, Optional.empty()), step.bytes(), step.message(number))) {
                taken.computeIfAbsent(step.channel(), _ -> new ArrayList<>()).add(number);
                steps.put(step.channel() + number, step);
            }
        }
    }

    private static Course after(List<Step> steps) {
        Course course = new Course();
        course.run(steps);
        return course;
    }

    /** Walks through what was sent of a channel beside what was taken: a gap stands for as many as it says, in their place. */
    @Property
    void inEachChannelEverythingIsSentOnceInOrderOrCountedInTheGapWhereItIsMissing(@ForAll("steps") List<Step> steps) {
        Course course = after(steps);
        course.taken.forEach((channel, taken) -> {
            int at = 0;
            for (Sent sent : course.sent.stream().filter(one -> one.channel().equals(channel)).toList()) {
                if (sent.skipped().isEmpty()) {
                    assertThat(sent.number()).isEqualTo(taken.get(at++));
                } else {
                    Skipped skipped = sent.skipped().get();
                    List<Long> missing = taken.subList(at, at + (int) skipped.count());
                    List<Long> positioned = missing.stream().filter(number -> course.steps.get(channel + number).positioned()).toList();
                    assertThat(skipped.range()).isEqualTo(positioned.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new Skipped.Range("e", positioned.getFirst(), positioned.getLast())));
                    at += missing.size();
                }
            }
            assertThat(at).isEqualTo(taken.size());
        });
    }

    @Property
    void whatMayNotBeLostIsSent(@ForAll("steps") List<Step> steps) {
        Course course = after(steps);
        course.steps.forEach((name, step) -> {
            if (step.lossy().isEmpty() || step.other()) {
                assertThat(course.sent).extracting(sent -> sent.channel() + sent.number()).contains(name);
            }
        });
    }

    @Property
    void whatWaitsHasNoTwoGapsOfAChannelThatFollowOneAnother(@ForAll("steps") List<Step> steps) {
        Map<String, List<Sent>> byChannel = new HashMap<>();
        after(steps).waited.forEach(sent -> byChannel.computeIfAbsent(sent.channel(), _ -> new ArrayList<>()).add(sent));
        byChannel.values().forEach(all -> {
            for (int i = 1; i < all.size(); i++) {
                assertThat(all.get(i - 1).skipped().isPresent() && all.get(i).skipped().isPresent()).isFalse();
            }
        });
    }

    @Property
    void whereMessagesWithOneKeyWaitThereIsOne(@ForAll("steps") List<Step> steps) {
        Course course = after(steps);
        assertThat(course.waited.stream().filter(sent -> sent.skipped().isEmpty())
                .map(sent -> course.steps.get(sent.channel() + sent.number()))
                .filter(step -> !step.other()).flatMap(step -> step.lossy().flatMap(Lossy::key).stream())).doesNotHaveDuplicates();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Step> coming = Combinators.combine(Arbitraries.of("oldest", "skip", "coalesce", "kept"), Arbitraries.of(Priority.class),
                Arbitraries.integers().between(0, 3), Arbitraries.of(true, true, false),
                Arbitraries.frequency(Tuple.of(6, false), Tuple.of(1, true)), Arbitraries.integers().between(1, 700))
                .as((channel, priority, key, positioned, other, bytes) -> new Step(channel, priority, key, positioned || other, other,
                        bytes));
        Arbitrary<Step> going = Arbitraries.just(new Step("", Priority.NORMAL, 0, false, false, 0));
        return Arbitraries.frequencyOf(Tuple.of(5, coming), Tuple.of(2, going)).list().ofMaxSize(120);
    }
}
