package io.parley.bootstrap.hazard;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the protocol page says that the hub says: every type with the fields that it has, and may have. */
final class Answers {
    /** What a hub whose stores answer may refuse with. RT_001, RT_010 and RT_011 would be its own fault. */
    private static final Map<String, String> REFUSALS = Map.of("RT_002", "AUTH_REQUIRED", "RT_003", "PERMISSION_DENIED", "RT_004",
            "CHANNEL_NOT_FOUND", "RT_005", "MESSAGE_TOO_LARGE", "RT_007", "INVALID_MESSAGE", "RT_008", "CHANNEL_CAPACITY_EXCEEDED",
            "RT_009", "PRESENCE_UPDATE_FAILED");
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    private static final Map<String, Shape> SHAPES = Map.ofEntries(
            Map.entry("connected", shape("connectionId userId node heartbeatInterval heartbeatTimeout timestamp", "expiresAt")),
            Map.entry("authenticated", shape("userId", "id expiresAt")),
            Map.entry("subscribed", shape("channel", "id epoch offset recovered messages presence metadata")),
            Map.entry("unsubscribed", shape("channel", "id reason code")),
            Map.entry("ack", shape("id", "channel epoch offset")),
            Map.entry("presence", shape("channel users count", "id partial")),
            Map.entry("presence:update", shape("channel user count", "")),
            Map.entry("presence:count", shape("channel count", "")),
            Map.entry("typing", shape("channel user typing", "")),
            Map.entry("preferences", shape("preferences", "id")),
            Map.entry("event", shape("event data", "id encoding")),
            Map.entry("message", shape("channel event data timestamp", "encoding sender epoch offset")),
            Map.entry("presence:join", shape("channel user count", "")),
            Map.entry("presence:leave", shape("channel user count", "")),
            Map.entry("channel:created", shape("channel metadata", "")),
            Map.entry("channel:updated", shape("channel metadata", "")),
            Map.entry("channel:closed", shape("channel", "")),
            Map.entry("position", shape("channel epoch offset", "")),
            Map.entry("gap", shape("channel skipped", "epoch from to")),
            Map.entry("pong", shape("timestamp", "id")),
            Map.entry("error", shape("code name message timestamp", "id details")),
            Map.entry("disconnect", shape("code reason reconnect", "retryAfterMs")));

    private record Shape(Set<String> needed, Set<String> known) {}

    private Answers() {}

    private static Shape shape(String needed, String optional) {
        Set<String> names = words(needed);
        Set<String> all = new HashSet<>(names);
        all.addAll(words(optional));
        all.add("type");
        return new Shape(names, all);
    }

    private static Set<String> words(String names) {
        return names.isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(names.split(" ")));
    }

    /** The message, if it is one. */
    static JsonNode read(String text) {
        JsonNode message = JsonMapper.shared().readTree(text);
        Set<String> names = Set.copyOf(message.propertyNames());
        Shape shape = SHAPES.get(message.path("type").asString(""));
        if (shape == null || !names.containsAll(shape.needed) || !shape.known.containsAll(names) || !saysWhen(message)) {
            throw new AssertionError("No message of the protocol: " + text);
        }
        if (message.path("type").asString("").equals("error")
                && !message.path("name").asString("").equals(REFUSALS.get(message.path("code").asString("")))) {
            throw new AssertionError("No refusal that a client can cause: " + text);
        }
        return message;
    }

    private static boolean saysWhen(JsonNode message) {
        return !message.has("timestamp") || MOMENT.matcher(message.path("timestamp").asString("")).matches();
    }

    /** A message with a payload of bytes, which is what a binary frame is. */
    static void readBinary(byte[] frame) {
        int body = 3 + (Byte.toUnsignedInt(frame[1]) << Byte.SIZE) + Byte.toUnsignedInt(frame[2]);
        String header = new String(frame, 3, body - 3, StandardCharsets.UTF_8);
        if (frame[0] != 1 || !header.startsWith("{\"type\":\"message\"")) {
            throw new AssertionError("No binary frame of the protocol: " + header);
        }
        read(header.substring(0, header.length() - 1) + ",\"data\":null}");
    }
}
