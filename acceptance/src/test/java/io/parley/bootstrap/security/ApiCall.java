package io.parley.bootstrap.security;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.parley.bootstrap.testing.HubApi;

/** Every request of the server API, with the scope that it needs and the status with which it is served. */
enum ApiCall {
    BROADCAST("POST", "/realtime/channels/chat:api/broadcast", "{'event':'e'}", "publish", 200), BROADCAST_TO_ALL("POST",
            "/realtime/broadcast", "{'event':'e'}", "publish",
            200), BROADCAST_TO_USER("POST", "/realtime/users/api/broadcast", "{'event':'e'}", "publish", 200), PRESENCE("GET",
                    "/realtime/channels/chat:api/presence", "", "presence:read",
                    200), HISTORY("GET", "/realtime/channels/chat:api/history", "", "presence:read", 200), PUT_ROOM("PUT",
                            "/realtime/channels/chat:api", "{}",
                            "rooms:write", 200), GET_ROOM("GET", "/realtime/channels/chat:api", "", "rooms:write", 200), CLOSE_ROOM(
                                    "DELETE", "/realtime/channels/chat:api", "", "rooms:write",
                                    204), KICK("POST", "/realtime/channels/chat:api/kick", "{'userId':'api'}", "rooms:write", 204), DISMISS(
                                            "DELETE", "/realtime/users/api/connections", "", "connections:write", 204), NOTIFY("POST",
                                                    "/realtime/notifications", "{'userId':'api','type':'t','content':'c'}",
                                                    "notifications:write", 201), LIST_NOTIFICATIONS("GET", "/realtime/notifications", "",
                                                            "", 200), TICKET("POST", "/realtime/tickets", "", "",
                                                                    201), ONLINE("GET", "/realtime/users/api", "", "presence:read", 200);

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE", "PATCH");

    private final String method;
    private final String path;
    private final String body;
    private final String scope;
    private final int status;

    ApiCall(String method, String path, String body, String scope, int status) {
        this.method = method;
        this.path = path;
        this.body = body;
        this.scope = scope;
        this.status = status;
    }

    /** As that one sends it. */
    HubApi.Answer by(HubApi api) {
        return by(api, "");
    }

    /** As that one sends it, with something in front of the path. */
    HubApi.Answer by(HubApi api, String prefix) {
        return api.send(method, prefix + path, body);
    }

    String path() {
        return path;
    }

    /** The scope without which it is refused; empty: any credentials will do. */
    String scope() {
        return scope;
    }

    /** All scopes but its own and {@code admin}. */
    String[] otherScopes() {
        return Stream.of("publish", "presence:read", "connections:read", "connections:write", "rooms:write", "notifications:write",
                "metrics:read").filter(each -> !each.equals(scope)).toArray(String[]::new);
    }

    /** The status with which it is served. */
    int status() {
        return status;
    }

    /** Methods that its path does not have. */
    Set<String> otherMethods() {
        Set<String> known = Stream.of(values()).filter(call -> call.path.equals(path)).map(call -> call.method).collect(Collectors.toSet());
        return METHODS.stream().filter(each -> !known.contains(each)).collect(Collectors.toSet());
    }
}
