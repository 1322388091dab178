package io.parley.perf;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What one message costs on its way to all who hear it on a node: numbered, looked up, encoded once, and offered to each. The score is the
 * time of one delivery to <em>all</em> receivers; with {@code -prof gc}, {@code gc.alloc.rate.norm} is the memory that it takes.
 *
 * <p>Short, because its question is one of shape, and the shape shows in seconds: how time grows with the receivers, and that memory does not.
 * For a figure to be quoted ask for more forks.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FanOutBenchmark {
    /** How many hear the channel on this node. */
    @Param({"1", "100", "1000"})
    public int receivers;

    private FanOut fanOut = new FanOut(0, _ -> {});

    /** A channel full of receivers, all live. */
    @Setup
    public void open(Blackhole sockets) {
        fanOut = new FanOut(receivers, sockets::consume);
    }

    /** One message to everybody. */
    @Benchmark
    public void delivery() {
        fanOut.deliver();
    }
}
