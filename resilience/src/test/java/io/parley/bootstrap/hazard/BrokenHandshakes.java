package io.parley.bootstrap.hazard;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/** Requests that are no handshakes: broken by chance, or in a way that has a history. */
final class BrokenHandshakes {
    private static final String[] LINES = {"Sec-WebSocket-Version: 99", "Sec-WebSocket-Version: \u0000", "Sec-WebSocket-Key: x",
            "Upgrade: h2c",
            "Connection: close", "Content-Length: 5", "Content-Length: -1", "Transfer-Encoding: chunked", "Host: a b", "Host: \u00E9",
            "Expect: 200-maybe", "Authorization: Bearer " + "a".repeat(7_000), "Authorization: Bearer \u0001",
            "Cookie: " + "c".repeat(20_000),
            " folded: line", "no colon", ":", "X-API-Key: wrong", "Origin: https://evil.example", "Origin: null",
            "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=99", "Sec-WebSocket-Protocol: ,,,", "Accept: */",
            "X-Forwarded-For: ::::", "X-Forwarded-For: 999.999.999.999"};
    private static final String[] TARGETS = {"/realtime", "/ws", "/ws?token=%", "/ws?token=%FF%FE", "/ws?ticket=x", "/ws?apiKey=%00",
            "/ws/..;/x",
            "/realms/nothing/ws", "/realms/%2e%2e/ws", "/realms//ws", "//ws", "*", "http://[::1", "/realtime/sse?channel=%", "/%",
            "/ws?\u0001",
            "/realtime/channels/%E0%A4%A/presence", "/realtime?" + "q".repeat(20_000)};

    private final RandomGenerator random;
    private final int port;

    BrokenHandshakes(RandomGenerator random, int port) {
        this.random = random;
        this.port = port;
    }

    byte[] next() {
        String request = RawLine.request(port, TARGETS[random.nextInt(TARGETS.length)], LINES[random.nextInt(LINES.length)]);
        return switch (random.nextInt(4)) {
            case 0 -> request.getBytes(StandardCharsets.ISO_8859_1);
            case 1 -> TextMutator.mutate(random, request, request).getBytes(StandardCharsets.UTF_8);
            case 2 ->
                request.replaceFirst("GET|HTTP/1.1|\r\n", new String[]{"", "\u0000", "POST", "PRI", "HTTP/9.9", "\n"}[random.nextInt(6)])
                        .getBytes(StandardCharsets.ISO_8859_1);
            default -> {
                byte[] noise = new byte[random.nextInt(1, 500)];
                random.nextBytes(noise);
                yield noise;
            }
        };
    }
}
