package io.parley.application.connection;

import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.parley.application.extension.ClientEvent;
import io.parley.application.extension.ClientEventHandler;
import io.parley.application.extension.HubActions;
import io.parley.application.extension.Reply;
import io.parley.application.protocol.ClientCommand;
import io.parley.application.protocol.CommandId;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** What a client is answered that sends an event of an extension. */
class SessionEventsTest {
    private final TestNode node = new TestNode();
    private TestClient ada;

    /** Echoes, does something silently, refuses, or throws. */
    private static final class Echo implements ClientEventHandler {
        @Override
        public Set<String> events() {
            return Set.of("echo", "quiet", "broken");
        }

        @Override
        public Outcome<Reply> handle(ClientEvent event, HubActions hub) {
            return switch (event.event()) {
                case "echo" -> Outcome.done(Reply.event("echoed to " + event.sender().user().orElseThrow().subject(), event.data()));
                case "quiet" -> Outcome.done(Reply.DONE);
                default -> throw new IllegalStateException("test: broken");
            };
        }
    }

    @BeforeEach
    void isConnected() {
        ada = node.with(new Echo()).connects(People.ADA);
    }

    @Test
    void anEventInReturnCarriesTheId() {
        ada.sendsEvent("1", "echo", "[1]");
        assertThat(ada.reply("1"))
                .isEqualTo(new ServerMessage.Custom(Optional.of(new CommandId("1")), "echoed to ada", Payload.ofJson("[1]")));
    }

    @Test
    void whatIsDoneWithoutAWordIsAcknowledged() {
        ada.sendsEvent("1", "quiet", "1");
        assertThat(ada.reply("1")).isEqualTo(new ServerMessage.Done(new CommandId("1")));
    }

    @Test
    void withoutAnIdThereIsNoAcknowledgementButAnEventInReturn() {
        int before = ada.messages().size();
        ada.asks(new ClientCommand.Custom(Optional.empty(), "quiet", Payload.NULL));
        ada.asks(new ClientCommand.Custom(Optional.empty(), "echo", Payload.NULL));
        assertThat(ada.messages().subList(before, ada.messages().size()))
                .containsExactly(new ServerMessage.Custom(Optional.empty(), "echoed to ada", Payload.NULL));
    }

    @Test
    void anEventThatNobodyKnowsIsRefused() {
        ada.sendsEvent("1", "unknown", "1");
        assertThat(ada.refusal("1")).isEqualTo(ErrorCode.INVALID_MESSAGE);
    }

    @Test
    void anExtensionThatFailsIsTheHubsFaultAndTheConnectionStays() {
        ada.sendsEvent("1", "broken", "1");
        ada.pings("2");
        assertThat(ada.refusal("1")).isEqualTo(ErrorCode.INTERNAL);
        assertThat(ada.reply("2")).isInstanceOf(ServerMessage.Pong.class);
    }

    @Test
    void whoIsUnknownAsksNoExtension() {
        TestClient unknown = node.connectsUnknown();
        unknown.sendsEvent("1", "echo", "1");
        assertThat(unknown.refusal("1")).isEqualTo(ErrorCode.AUTH_REQUIRED);
    }
}
