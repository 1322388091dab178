package io.parley.adapters.rest.connection;

import org.junit.jupiter.api.Test;

import io.parley.adapters.rest.RestNode;
import io.parley.application.ManualClock;
import io.parley.domain.connection.ConnectionId;

import static org.assertj.core.api.Assertions.assertThat;

class OnlineControllerTest {
    private static final ConnectionId CONNECTION = new ConnectionId("c-1");

    private final RestNode node = new RestNode();

    @Test
    void aUserWhoIsConnectedIsOnline() {
        node.node.online.connected(CONNECTION, RestNode.ADA);
        assertThat(node.get("/realtime/users/ada").text()).isEqualTo("{\"userId\":\"ada\",\"online\":true}");
    }

    @Test
    void ofAUserWhoWasNeverThereNothingIsKnown() {
        assertThat(node.get("/realtime/users/nobody").text()).isEqualTo("{\"userId\":\"nobody\",\"online\":false}");
    }

    @Test
    void aUserWhoWentWasSeenLastWhenHeDid() {
        node.node.online.connected(CONNECTION, RestNode.ADA);
        node.node.online.loggedOut(CONNECTION, RestNode.ADA);
        assertThat(node.get("/realtime/users/ada").json().get("lastSeen").asString()).isEqualTo(ManualClock.START.toString());
    }

    @Test
    void aUserIdThatCannotBeIsRefused() {
        assertThat(node.get("/realtime/users/" + "x".repeat(300)).problem()).isEqualTo("400 RT_007");
    }
}
