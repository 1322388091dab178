package io.parley.bootstrap.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/** A WebSocket handshake that is about to be sent. */
public record Dial(URI uri, List<Header> headers, List<String> subprotocols) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    record Header(String name, String value) {}

    /** The hub answered with a status in place of an upgrade. */
    public static final class Refused extends RuntimeException {
        private final transient HubApi.Answer answer;

        Refused(HubApi.Answer answer) {
            super("The handshake was answered with " + answer.status() + ": " + answer.body());
            this.answer = answer;
        }

        /** That answer. */
        public HubApi.Answer answer() {
            return answer;
        }
    }

    static Dial to(URI uri) {
        return new Dial(uri, List.of(), List.of());
    }

    public Dial bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    public Dial origin(String origin) {
        return header("Origin", origin);
    }

    public Dial header(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Dial(uri, more, subprotocols);
    }

    public Dial subprotocol(String name) {
        return new Dial(uri, headers, List.of(name));
    }

    /**
     * Sends it.
     *
     * @throws Refused if there was no upgrade
     */
    public ChatClient open() {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(10));
        headers.forEach(header -> builder.header(header.name(), header.value()));
        if (!subprotocols.isEmpty()) {
            builder.subprotocols(subprotocols.getFirst());
        }
        ChatClient client = new ChatClient();
        try {
            client.talkOver(builder.buildAsync(uri, client).join());
            return client;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                throw new Refused(HubApi.Answer.of(refused.getResponse()));
            }
            throw e;
        }
    }
}
