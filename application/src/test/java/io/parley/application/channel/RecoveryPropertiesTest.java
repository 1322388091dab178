package io.parley.application.channel;

import java.time.Duration;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever happens to nodes, clients, wires and the store, and in whatever order: each client hears each channel in the one order in which it was
 * said, nothing twice, and nothing that it does not hear goes unsaid.
 */
class RecoveryPropertiesTest {
    private static Course after(List<Step> steps, boolean grace) {
        Course course = new Course(grace ? Duration.ofSeconds(5) : Duration.ZERO);
        for (Step step : steps) {
            course.take(step);
            assertThat(course.complaints()).isEmpty();
        }
        return course.atRest();
    }

    @Property
    void whatSomebodyHearsFollowsWhatHeKnewUnlessHeIsToldOfALoss(@ForAll("anything") List<Step> steps, @ForAll boolean grace) {
        Course course = after(steps, grace);
        assertThat(course.complaints()).isEmpty();
    }

    @Property
    void whenAllIsWellAgainEverybodyKnowsAll(@ForAll("anything") List<Step> steps, @ForAll boolean grace) {
        Course course = after(steps, grace);
        course.everybodyKnowsAll();
        assertThat(course.complaints()).isEmpty();
    }

    @Property
    void whereNothingIsLostNobodyIsToldOfALoss(@ForAll("harmless") List<Step> steps, @ForAll boolean grace) {
        Course course = after(steps, grace);
        course.everybodyKnowsAll();
        assertThat(course.complaints()).isEmpty();
        assertThat(course.losses()).isZero();
    }

    @Provide
    Arbitrary<List<Step>> anything() {
        return steps(0, 1, 2);
    }

    /** What is kept is long enough, and the store never goes on without something. */
    @Provide
    Arbitrary<List<Step>> harmless() {
        return steps(1, 0, 0);
    }

    private static Arbitrary<List<Step>> steps(int firstChannel, int lossOfHistory, int unheard) {
        Arbitrary<Step> plain = plain(firstChannel, lossOfHistory, unheard);
        Arbitrary<Step> atRead = Combinators
                .combine(nodes(), Arbitraries.of(true, false),
                        duringARead(firstChannel, lossOfHistory, unheard).list().ofMinSize(1).ofMaxSize(2))
                .as(Step.AtRead::new);
        return Arbitraries.frequencyOf(Tuple.of(10, plain), Tuple.of(1, atRead)).list().ofMaxSize(40);
    }

    private static Arbitrary<Step> plain(int firstChannel, int lossOfHistory, int unheard) {
        return Arbitraries.frequencyOf(Tuple.of(8, says(firstChannel)), Tuple.of(8, enters(firstChannel)),
                Tuple.of(4, clients().map(Step.GoLive::new)), Tuple.of(2, leaves(firstChannel)), Tuple.of(3, reconnects()),
                Tuple.of(8, faults(lossOfHistory, unheard)), Tuple.of(3, Arbitraries.integers().between(0, 6).map(Step.Pass::new)));
    }

    /** What may happen while a node reads: a connection is its reader's own, so nothing of clients. */
    private static Arbitrary<Step> duringARead(int firstChannel, int lossOfHistory, int unheard) {
        return Arbitraries.frequencyOf(Tuple.of(3, says(firstChannel)), Tuple.of(1, store(lossOfHistory, unheard)));
    }

    private static Arbitrary<Step> says(int firstChannel) {
        Arbitrary<Integer> count = Arbitraries.frequencyOf(Tuple.of(20, Arbitraries.integers().between(1, 4)),
                Tuple.of(3, Arbitraries.integers().between(5, 9)), Tuple.of(1, Arbitraries.just(520)));
        return Combinators.combine(nodes(), channels(firstChannel), count, clients()).as(Step.Say::new);
    }

    private static Arbitrary<Step> enters(int firstChannel) {
        return Combinators.combine(clients(), channels(firstChannel), Arbitraries.frequency(Tuple.of(4, true), Tuple.of(1, false)))
                .as(Step.Enter::new);
    }

    private static Arbitrary<Step> leaves(int firstChannel) {
        return Combinators.combine(clients(), channels(firstChannel)).as(Step.Leave::new);
    }

    private static Arbitrary<Step> reconnects() {
        return Combinators.combine(clients(), nodes()).as(Step.Reconnect::new);
    }

    private static Arbitrary<Step> faults(int lossOfHistory, int unheard) {
        return Arbitraries.oneOf(nodes().map(Step.Cut::new), nodes().map(Step.Mend::new), nodes().map(Step.HearAgain::new),
                nodes().map(Step.StoreAway::new), nodes().map(Step.StoreBack::new), nodes().map(Step.Die::new),
                store(lossOfHistory, unheard));
    }

    private static Arbitrary<Step> store(int lossOfHistory, int unheard) {
        Arbitrary<Step> failOver = Arbitraries.integers().between(0, unheard).map(Step.FailOver::new);
        return Arbitraries.frequencyOf(Tuple.of(2, failOver),
                Tuple.of(lossOfHistory, Arbitraries.create(Step.LoseHistory::new)));
    }

    private static Arbitrary<Integer> nodes() {
        return Arbitraries.integers().between(0, Course.NODES - 1);
    }

    private static Arbitrary<Integer> clients() {
        return Arbitraries.integers().between(0, Course.CLIENTS - 1);
    }

    private static Arbitrary<Integer> channels(int first) {
        return Arbitraries.integers().between(first, Course.CHANNELS.size() - 1);
    }
}
