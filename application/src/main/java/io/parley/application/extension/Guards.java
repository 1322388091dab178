package io.parley.application.extension;

import java.time.InstantSource;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.Executor;

import io.parley.application.identity.CustomAuthenticator;

/** The guards of an installation's extensions, one each, however many extension points it implements. Thread-safe. */
public final class Guards {
    private final Guard.Bounds bounds;
    private final Executor executor;
    private final InstantSource clock;
    private final ExtensionWatch watch;
    private final IdentityHashMap<Object, Guard> known = new IdentityHashMap<>();

    /**
     * Guards that hold all extensions to the same bounds.
     *
     * @param executor runs extensions. Its threads must be able to take turns: an extension that computes without end must not keep a thread of
     *                 the hub's own from running
     */
    public Guards(Guard.Bounds bounds, Executor executor, InstantSource clock, ExtensionWatch watch) {
        this.bounds = bounds;
        this.executor = executor;
        this.clock = clock;
        this.watch = watch;
    }

    /** These extensions behind their guards. */
    <E> List<Guarded<E>> over(List<? extends E> extensions) {
        return extensions.stream().map(extension -> new Guarded<E>(extension, of(extension))).toList();
    }

    /** These authenticators, each behind its guard. */
    public List<CustomAuthenticator> authenticators(List<CustomAuthenticator> custom) {
        return this.<CustomAuthenticator>over(custom).stream().<CustomAuthenticator>map(GuardedAuthenticator::new).toList();
    }

    private synchronized Guard of(Object extension) {
        return known.computeIfAbsent(extension, one -> new Guard(nameOf(one), bounds, executor, clock, watch));
    }

    /** The class's name; of a lambda the one of the class in which it stands. */
    private static String nameOf(Object extension) {
        String name = extension.getClass().getName();
        String simple = name.substring(name.lastIndexOf('.') + 1);
        int lambda = simple.indexOf("$$");
        return lambda < 0 ? simple : simple.substring(0, lambda);
    }
}
