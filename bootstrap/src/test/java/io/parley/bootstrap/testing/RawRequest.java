package io.parley.bootstrap.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request that no client library would send, as it stands, and its answer byte by byte. */
public final class RawRequest {
    private static final int PATIENCE_MILLIS = 15_000;
    private static final String END_OF_HEAD = "\r\n\r\n";

    private RawRequest() {}

    /** What came back. */
    public record Answer(String head, String body) {
        public int status() {
            return Integer.parseInt(head.split(" ")[1]);
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    /** Sends JSON to that target as the administrator, and reads until the hub closes. Single quotes stand for double ones. */
    public static Answer send(TestNode node, String method, String target, String json) {
        String body = json.replace('\'', '"');
        return answer(node, head(method, target, body.length()) + "\r\nConnection: close" + END_OF_HEAD + body);
    }

    /** Says that so many bytes follow, which never do, and reads until the hub closes. */
    public static Answer announce(TestNode node, String method, String target, int length) {
        return answer(node, head(method, target, length) + END_OF_HEAD);
    }

    private static String head(String method, String target, int length) {
        return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + TestNode.ADMIN_KEY
                + "\r\nContent-Type: application/json\r\nContent-Length: " + length;
    }

    private static Answer answer(TestNode node, String request) {
        try (Socket socket = new Socket("localhost", node.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = answer.indexOf(END_OF_HEAD);
            return new Answer(answer.substring(0, end), answer.substring(end + END_OF_HEAD.length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
