package io.parley.bootstrap.testing;

import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** A channel's roster as a client adds it up: what it was told last in full, and every change after. */
public final class FoldedRoster {
    private final String channel;
    private final Map<String, JsonNode> users = new TreeMap<>();
    private boolean partial;
    private int count;

    private FoldedRoster(String channel) {
        this.channel = channel;
    }

    /** What the client knows by now; fails if somebody came twice, or went or changed who was not there. */
    public static FoldedRoster of(ChatClient client, String channel) {
        FoldedRoster roster = new FoldedRoster(channel);
        client.history().stream().filter(message -> message.path("channel").asString("").equals(channel)).forEach(roster::add);
        return roster;
    }

    /** Everyone by his id. */
    public Map<String, JsonNode> users() {
        return users;
    }

    public int count() {
        return count;
    }

    public boolean isPartial() {
        return partial;
    }

    private void add(JsonNode message) {
        switch (message.path("type").asString("")) {
            case "subscribed" -> begin(message.path("presence"));
            case "presence" -> begin(message);
            case "presence:count" -> {
                partial = true;
                count = message.get("count").asInt();
            }
            case "presence:join" -> {
                assertThat(users.put(idOf(message), message.get("user"))).as("who joins is not there yet: " + message).isNull();
                count = message.get("count").asInt();
                assertThat(count).isEqualTo(users.size());
            }
            case "presence:leave" -> {
                assertThat(users.remove(idOf(message))).as("who leaves was there: " + message).isNotNull();
                count = message.get("count").asInt();
                assertThat(count).isEqualTo(users.size());
            }
            case "presence:update" -> users.compute(idOf(message), (_, known) -> merged(known, message.get("user")));
            default -> {}
        }
    }

    private void begin(JsonNode presence) {
        if (presence.has("users")) {
            users.clear();
            presence.get("users").forEach(user -> users.put(user.get("id").asString(), user));
            count = presence.get("count").asInt();
            partial = presence.has("partial");
        }
    }

    private static String idOf(JsonNode message) {
        return message.get("user").get("id").asString();
    }

    /** Null takes a name away. */
    private static JsonNode merged(JsonNode known, JsonNode update) {
        ObjectNode user = ((ObjectNode) known).deepCopy();
        ObjectNode metadata = (ObjectNode) user.get("metadata");
        update.get("metadata").propertyStream().forEach(one -> set(metadata, one));
        update.propertyStream().filter(one -> !one.getKey().equals("metadata")).forEach(one -> set(user, one));
        return user;
    }

    private static void set(ObjectNode object, Map.Entry<String, JsonNode> one) {
        if (one.getValue().isNull()) {
            object.remove(one.getKey());
        } else {
            object.set(one.getKey(), one.getValue());
        }
    }
}
