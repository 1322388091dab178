package io.parley.bootstrap.api;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.parley.bootstrap.testing.RawRequest;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;

import static org.assertj.core.api.Assertions.assertThat;

/** A client whose request is answered before it was all read knows whether it may use the connection again. */
@ExtendWith(SharedCluster.class)
class UnreadBodiesTest {
    private final TestNode node;

    UnreadBodiesTest(TestCluster cluster) {
        node = cluster.a();
    }

    @ParameterizedTest
    @CsvSource({"PATCH, /realtime/channels/chat:unread/broadcast, 405", "POST, /realtime/nothing, 404"})
    void aRequestOfWhichTheRestIsAwaitedIsToldThatTheConnectionCloses(String method, String path, int status) {
        RawRequest.Answer answer = RawRequest.announce(node, method, path, 2);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.head()).contains("\r\nConnection: close");
    }
}
