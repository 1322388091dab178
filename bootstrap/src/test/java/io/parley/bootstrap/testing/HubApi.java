package io.parley.bootstrap.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node's HTTP side, as somebody calls it who shows the headers. */
public record HubApi(URI root, Map<String, String> headers) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What the hub answered. */
    public record Answer(int status, HttpHeaders headers, String body) {
        static Answer of(HttpResponse<?> response) {
            return new Answer(response.statusCode(), response.headers(), String.valueOf(response.body()));
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    public static HubApi at(URI root) {
        return new HubApi(root, Map.of());
    }

    public HubApi bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    public HubApi key(String key) {
        return header("X-API-Key", key);
    }

    public HubApi header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HubApi(root, more);
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    /** Posts JSON. Single quotes stand for double ones. */
    public Answer post(String path, String json) {
        return postRaw(path, json.replace('\'', '"'));
    }

    /** Posts JSON as it stands. */
    public Answer postRaw(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Puts JSON. Single quotes stand for double ones. */
    public Answer put(String path, String json) {
        return putRaw(path, json.replace('\'', '"'));
    }

    /** Puts JSON as it stands. */
    public Answer putRaw(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    public Answer options(String path) {
        return send(request(path).method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** Any request, with a body of JSON. Single quotes stand for double ones. */
    public Answer send(String method, String path, String json) {
        return send(request(path).header("Content-Type", "application/json").method(method, body(json)));
    }

    private static HttpRequest.BodyPublisher body(String json) {
        return HttpRequest.BodyPublishers.ofString(json.replace('\'', '"'));
    }

    /** Posts a broadcast of an event whose data is that number. */
    public Answer broadcast(String channel, String event, int data) {
        return post("/realtime/channels/" + channel + "/broadcast", "{'event':'" + event + "','data':" + data + "}");
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path)).timeout(PATIENCE);
        headers.forEach(request::header);
        return request;
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            return Answer.of(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
