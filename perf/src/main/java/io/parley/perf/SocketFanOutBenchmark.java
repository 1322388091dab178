package io.parley.perf;

import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one message costs on its way to the sockets of all who hear it: as {@link FanOutBenchmark}, with backlogs, writer threads and the kernel. The
 * score is the time until all have it, clients' reading included; with {@code -prof gc}, {@code gc.alloc.rate.norm} is the memory that it takes, of
 * which a delivery has the part that grows with the receivers.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
public class SocketFanOutBenchmark {
    /** How many hear the channel on this node. */
    @Param({"10", "1000"})
    public int receivers;

    private @Nullable SocketFanOut fanOut;

    /** A channel full of clients. */
    @Setup(Level.Trial)
    public void open() throws Exception {
        fanOut = new SocketFanOut(receivers);
    }

    private SocketFanOut opened() {
        return Objects.requireNonNull(fanOut);
    }

    /** One message to everybody. */
    @Benchmark
    public void delivery() {
        opened().deliver();
    }

    /** All hang up. */
    @TearDown(Level.Trial)
    public void close() throws Exception {
        opened().close();
    }
}
