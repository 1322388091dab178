package io.parley.bootstrap.start;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.context.event.ContextClosedEvent;

/**
 * A hub that is asked to end, by SIGTERM or SIGINT, ends with 0 once all of it has stopped in order, and with 1 if something has not. Left alone, the JVM
 * would end with 143 or 130 whatever happened, which looks like a crash to those who watch it.
 *
 * <p>The JDK has signals in a package that compilers warn of, so it is reached by its name; where it is missing, or switched off ({@code -Xrs}), the JVM's
 * own way remains.
 */
public final class OrderlyEnd {
    private static final Logger LOG = LoggerFactory.getLogger(OrderlyEnd.class);
    private static final List<String> SIGNALS = List.of("TERM", "INT");

    private final ConfigurableApplicationContext hub;
    private final AtomicBoolean asked = new AtomicBoolean();

    private OrderlyEnd(ConfigurableApplicationContext hub) {
        this.hub = hub;
    }

    /** From now on the signals end this hub, and with it the process; one that is starting is ended once it has started. */
    public static void onSignals(ConfigurableApplicationContext hub) {
        OrderlyEnd end = new OrderlyEnd(hub);
        try {
            for (String signal : SIGNALS) {
                end.listenTo(signal);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            LOG.debug("Signals cannot be listened to; an end in order has the exit code of its signal", e);
        }
    }

    private void listenTo(String name) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        MethodHandle begin = MethodHandles.lookup().bind(this, "begin", MethodType.methodType(void.class));
        Object handling = MethodHandleProxies.asInterfaceInstance(handler, MethodHandles.dropArguments(begin, 0, signal));
        signal.getMethod("handle", signal, handler).invoke(null, signal.getConstructor(String.class).newInstance(name), handling);
    }

    /** The thread of signals is not held up; a second signal changes nothing. */
    @SuppressWarnings("UnusedMethod") // A method handle leads here.
    private void begin() {
        if (asked.compareAndSet(false, true)) {
            Thread.ofPlatform().name("end").start(() -> System.exit(stop(hub) ? 0 : 1));
        }
    }

    /** Stops the hub; false if a part of it threw, or says that it has not stopped. */
    static boolean stop(ConfigurableApplicationContext hub) {
        Collection<Lifecycle> parts = new ArrayList<>();
        // Told before the first of them stops.
        hub.addApplicationListener((ContextClosedEvent closing) -> {
            if (hub.equals(closing.getApplicationContext())) {
                parts.addAll(hub.getBeansOfType(Lifecycle.class, false, false).values());
            }
        });
        try {
            hub.close();
        } catch (RuntimeException e) {
            LOG.error("The hub could not be stopped in order", e);
            return false;
        }
        List<String> left = parts.stream().filter(Lifecycle::isRunning).map(part -> part.getClass().getSimpleName()).sorted().toList();
        if (!left.isEmpty()) {
            LOG.error("Not stopped in order: {}", left);
        }
        return left.isEmpty();
    }
}
