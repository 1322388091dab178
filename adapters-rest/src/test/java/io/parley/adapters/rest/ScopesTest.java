package io.parley.adapters.rest;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.parley.application.delivery.RecordingListener;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.ChannelRecord;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.User;

import static org.assertj.core.api.Assertions.assertThat;

/** Which request needs which scope. That there are credentials at all is looked after before the API is asked. */
class ScopesTest {
    private static final String CHAT = "/realtime/channels/chat:x";
    private static final String EVENT = "{\"event\":\"e\"}";

    private final RestNode node = new RestNode();

    /** A request in words, e.g. {@code POST /realtime/broadcast}. */
    private record Request(String method, String path, String body, Scope scope, int status) {
        RestNode.Answer sentTo(RestNode node) {
            return switch (method) {
                case "GET" -> node.get(path);
                case "PUT" -> node.put(path, body);
                case "POST" -> node.post(path, body);
                default -> node.delete(path);
            };
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static List<Request> requests() {
        return List.of(new Request("POST", CHAT + "/broadcast", EVENT, Scope.PUBLISH, 200),
                new Request("POST", "/realtime/broadcast", EVENT, Scope.PUBLISH, 200),
                new Request("POST", "/realtime/users/ada/broadcast", EVENT, Scope.PUBLISH, 200),
                new Request("GET", CHAT + "/presence", "", Scope.PRESENCE_READ, 200),
                new Request("GET", CHAT + "/history", "", Scope.PRESENCE_READ, 200),
                new Request("PUT", CHAT, "{}", Scope.ROOMS_WRITE, 200),
                new Request("GET", CHAT, "", Scope.ROOMS_WRITE, 200),
                new Request("DELETE", CHAT, "", Scope.ROOMS_WRITE, 204),
                new Request("POST", CHAT + "/kick", "{\"userId\":\"ada\",\"banSeconds\":60}", Scope.ROOMS_WRITE, 204),
                new Request("DELETE", "/realtime/users/ada/connections", "", Scope.CONNECTIONS_WRITE, 204),
                new Request("GET", "/realtime/users/bob", "", Scope.PRESENCE_READ, 200),
                new Request("GET", "/realtime/users/bob/preferences", "", Scope.CONNECTIONS_READ, 200),
                new Request("PUT", "/realtime/users/bob/preferences", "{}", Scope.CONNECTIONS_WRITE, 200),
                new Request("GET", "/realtime/connections", "", Scope.CONNECTIONS_READ, 200),
                new Request("DELETE", "/realtime/connections/c-1", "", Scope.CONNECTIONS_WRITE, 204),
                new Request("POST", "/realtime/notifications", "{\"userId\":\"ada\",\"type\":\"t\",\"content\":\"c\"}",
                        Scope.NOTIFICATIONS_WRITE, 201));
    }

    static Stream<Arguments> requestsAndScopes() {
        return requests().stream().flatMap(request -> Stream.of(Scope.values()).map(scope -> Arguments.of(request, scope)));
    }

    private RestNode inWhichThereIsARoom() {
        node.connections.with(RealmId.DEFAULT, "c-1", "ada");
        node.as(RestNode.BACKEND).put(CHAT, "{}");
        return node;
    }

    @ParameterizedTest
    @MethodSource("requestsAndScopes")
    void ofAllScopesItsOwnAndAdminAreGoodForARequest(Request request, Scope scope) {
        inWhichThereIsARoom().as(RestNode.server(Set.of(scope)));
        boolean may = scope == request.scope() || scope == Scope.ADMIN;
        RestNode.Answer answer = request.sentTo(node);
        assertThat(answer.status()).isEqualTo(may ? request.status() : 403);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void withAllScopesButItsOwnItIsRefused(Request request) {
        inWhichThereIsARoom().as(RestNode.server(EnumSet.complementOf(EnumSet.of(request.scope(), Scope.ADMIN))));
        assertThat(request.sentTo(node).problem()).isEqualTo("403 RT_003");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aUsersScopeIsAsGoodAsAServers(Request request) {
        inWhichThereIsARoom().as(new User(RestNode.ADA.id(), Profile.UNKNOWN, Set.of(request.scope()), RestNode.ADA.expiry()));
        assertThat(request.sentTo(node).status()).isEqualTo(request.status());
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aUserWithoutScopesIsRefused(Request request) {
        inWhichThereIsARoom().as(RestNode.ADA);
        assertThat(request.sentTo(node).problem()).isEqualTo("403 RT_003");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void anAnonymousOneIsRefused(Request request) {
        inWhichThereIsARoom().as(new Anonymous(RealmId.DEFAULT));
        assertThat(request.sentTo(node).problem()).isEqualTo("403 RT_003");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void whatIsRefusedLeavesEverythingAsItIs(Request request) {
        inWhichThereIsARoom().as(RestNode.ADA);
        RecordingListener chat = node.listenTo("chat:x");
        RecordingListener all = node.listenTo(ChannelName.ALL.value());
        RecordingListener own = node.listenTo("private:user-ada");
        ChannelRecord before = node.kept("chat:x");
        request.sentTo(node);
        assertThat(Stream.of(chat, all, own).flatMap(heard -> heard.events().stream())).isEmpty();
        assertThat(node.kept("chat:x")).isEqualTo(before);
        assertThat(node.connections.end(RealmId.DEFAULT, new ConnectionId("c-1"))).isTrue();
    }
}
