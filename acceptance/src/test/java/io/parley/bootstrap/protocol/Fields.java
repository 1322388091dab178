package io.parley.bootstrap.protocol;

import java.util.List;

import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;

/** What tests look at in a message. */
final class Fields {
    private Fields() {}

    static String type(JsonNode message) {
        return message.get("type").asString();
    }

    /** The code of an error; empty: it is none. */
    static String code(JsonNode message) {
        return message.path("code").asString("");
    }

    static int number(JsonNode message) {
        return message.get("data").asInt();
    }

    static long offset(JsonNode message) {
        return message.get("offset").asLong();
    }

    static String path(JsonNode error) {
        return error.path("details").path("path").asString("");
    }

    static String epoch(JsonNode message) {
        return message.get("epoch").asString();
    }

    /** A position as commands name it. */
    static String position(String epoch, long offset) {
        return "{'epoch':'" + epoch + "','offset':" + offset + "}";
    }

    /** The numbers in a list of messages. */
    static List<Integer> numbers(JsonNode messages) {
        return messages.valueStream().map(Fields::number).toList();
    }

    /** The numbers that were said in the channel, as the client heard them so far. */
    static List<Integer> numbersHeard(ChatClient client, String channel) {
        return client.history().stream().filter(ChatClient.ofType("message"))
                .filter(message -> message.get("channel").asString().equals(channel)).map(Fields::number).toList();
    }

    /** The ids of the users of a roster. */
    static List<String> users(JsonNode roster) {
        return roster.get("users").valueStream().map(user -> user.get("id").asString()).toList();
    }
}
