package io.parley.application.delivery;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Reads of the same thing at the same time become one: in a storm of reconnects all ask for the same. Who asks while a read is under way does
 * not get that one's answer, which may be older than his question, but shares the next with all who ask meanwhile. Thread-safe.
 *
 * @param <K> what is asked for
 * @param <V> the answer
 */
public final class SharedReads<K, V> {
    private final Function<K, V> source;
    private final Map<K, Turn<V>> newest = new HashMap<>();

    /** @param source may block and throw; what it throws is thrown to all who share the read */
    public SharedReads(Function<K, V> source) {
        this.source = source;
    }

    /** One read: the first who wanted it carries it out, when the one before is done. */
    private static final class Turn<V> {
        @Nullable
        Turn<V> before;
        final CompletableFuture<V> answer = new CompletableFuture<>();
        boolean begun;
    }

    /** The answer as of now or a little later; blocks for at most two reads. */
    public V get(K key) {
        Turn<V> mine = new Turn<>();
        Turn<V> turn = join(key, mine);
        if (turn == mine) {
            carryOut(key, turn);
        }
        return answerOf(turn);
    }

    /** The turn that has not begun yet; the given one if there is none, which is then the next after the one under way. */
    private Turn<V> join(K key, Turn<V> mine) {
        synchronized (newest) {
            Turn<V> known = newest.get(key);
            if (known != null && !known.begun) {
                return known;
            }
            mine.before = known;
            newest.put(key, mine);
            return mine;
        }
    }

    private void carryOut(K key, Turn<V> turn) {
        Turn<V> before = turn.before;
        if (before != null) {
            var _ = before.answer.handle((_, _) -> true).join();
            turn.before = null; // Or an endless storm would keep every turn there ever was.
        }
        synchronized (newest) {
            turn.begun = true;
        }
        try {
            turn.answer.complete(source.apply(key));
        } catch (RuntimeException | Error e) {
            turn.answer.completeExceptionally(e);
        } finally {
            synchronized (newest) {
                newest.remove(key, turn);
            }
        }
    }

    private static <V> V answerOf(Turn<V> turn) {
        try {
            return turn.answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
