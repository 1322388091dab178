package io.parley.perf.crowd;

import java.util.Map;
import java.util.TreeMap;

/** Counts a crowd: who came, who was refused, who was lost; for the crowd's thread alone. */
final class Census {
    /** Only texts with this in them are listened to; empty: none. */
    private final String topic;
    private final Latencies handshakes = new Latencies();
    private final Latencies arrivals = new Latencies();
    private final Map<Integer, Integer> refusals = new TreeMap<>();
    private int there;
    private int failed;
    private int dropped;

    Census(String topic) {
        this.topic = topic;
    }

    boolean listens(String text) {
        return !topic.isEmpty() && text.contains(topic);
    }

    void upgraded(long dueNanos) {
        handshakes.add(System.nanoTime() - dueNanos);
    }

    void arrived(long dueNanos) {
        there++;
        arrivals.add(System.nanoTime() - dueNanos);
    }

    void refused(int status) {
        refusals.merge(status, 1, Integer::sum);
    }

    void left(boolean wasThere) {
        if (wasThere) {
            there--;
            dropped++;
        } else {
            failed++;
        }
    }

    /** All were cut off on purpose. */
    void cut() {
        there = 0;
    }

    int there() {
        return there;
    }

    /** How many tries came to nothing. */
    int failed() {
        return failed;
    }

    /** How many were there and were lost, other than on purpose. */
    int dropped() {
        return dropped;
    }

    /** Fields of a JSON object; times in milliseconds from when a client was due. */
    String json() {
        StringBuilder refused = new StringBuilder();
        refusals.forEach(
                (status, count) -> refused.append(refused.isEmpty() ? "" : ",").append('"').append(status).append("\":").append(count));
        return "\"connected\":" + there + ",\"failed\":" + failed + ",\"dropped\":" + dropped + ",\"refused\":{" + refused
                + "},\"handshake_p50_ms\":" + handshakes.quantile(0.5) + ",\"handshake_p99_ms\":" + handshakes.quantile(0.99)
                + ",\"ready_p50_ms\":" + arrivals.quantile(0.5) + ",\"ready_p99_ms\":" + arrivals.quantile(0.99);
    }
}
