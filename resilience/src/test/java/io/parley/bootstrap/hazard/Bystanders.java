package io.parley.bootstrap.hazard;

import java.util.concurrent.atomic.AtomicBoolean;

import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.Unique;

/** Two who chat and want nothing of anybody else: one counts, the other hears every number once and in order, for as long as it lasts. */
final class Bystanders implements AutoCloseable {
    private final String room = Unique.channel("chat:bystanders-");
    private final ChatClient speaker;
    private final ChatClient listener;
    private final AtomicBoolean enough = new AtomicBoolean();

    Bystanders(TestNode node) {
        speaker = node.connect(Unique.user("speaker"));
        listener = node.connect(Unique.user("listener"));
        listener.subscribe(room);
    }

    /** Chats until {@link #stop}; returns how many messages went through. */
    int chat() {
        int said = 0;
        while (!enough.get()) {
            said++;
            JsonNode ack = speaker.say(room, "count", Integer.toString(said));
            JsonNode heard = listener.await("number " + said, _ -> true);
            if (ack.path("offset").asInt() != said || heard.path("data").asInt() != said || heard.path("offset").asInt() != said) {
                throw new AssertionError("Number " + said + " was answered with " + ack + " and heard as " + heard);
            }
        }
        return said;
    }

    void stop() {
        enough.set(true);
    }

    /** Both are there, and nothing came that was not asked for. */
    boolean areUndisturbed() {
        return speaker.isOpen() && listener.isOpen() && speaker.isQuiet() && listener.isQuiet();
    }

    @Override
    public void close() {
        speaker.close();
        listener.close();
    }
}
