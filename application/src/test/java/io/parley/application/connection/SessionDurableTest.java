package io.parley.application.connection;

import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.parley.application.protocol.ClientCommand;
import io.parley.application.protocol.CommandId;
import io.parley.application.protocol.ServerMessage;
import io.parley.application.realm.TestRealms;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.DurableName;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.preference.PreferencesChange;

import static org.assertj.core.api.Assertions.assertThat;

/** Durable subscriptions, as two devices of ada are told of them. */
class SessionDurableTest {
    private static final ChannelName INBOX = new ChannelName("inbox:1");

    private final TestNode node = new TestNode(ManualExecutor.atOnce(), TestRealms.ARCHIVED);
    private final TestClient phone = node.connects(People.ADA);
    private final TestClient laptop = node.connects(People.ADA);

    private static ClientCommand durably(String name) {
        return new ClientCommand.Subscribe(Optional.empty(), INBOX, true, Optional.empty(), 0, Optional.empty(),
                Optional.of(new DurableName(name)), Optional.empty());
    }

    private static ServerMessage.Removed takenOver() {
        return new ServerMessage.Removed(INBOX, "taken-over", Optional.empty());
    }

    private Position newest(TestClient client) {
        return client.messages(ServerMessage.Event.class).getLast().position().orElseThrow();
    }

    @Test
    void theDeviceThatHadItIsToldThatAnotherGoesOn() {
        phone.asks(durably("worker"));
        laptop.asks(durably("worker"));
        assertThat(phone.messages(ServerMessage.Removed.class)).containsExactly(takenOver());
        assertThat(laptop.messages(ServerMessage.Removed.class)).isEmpty();
    }

    @Test
    void itHearsTheChannelNoMore() {
        phone.asks(durably("worker"));
        laptop.asks(durably("worker"));
        node.broadcasts("inbox:1", "late");
        assertThat(phone.messages(ServerMessage.Event.class)).isEmpty();
        assertThat(laptop.messages(ServerMessage.Event.class)).hasSize(1);
    }

    @Test
    void itMayTakeItBack() {
        phone.asks(durably("worker"));
        laptop.asks(durably("worker"));
        phone.asks(durably("worker"));
        assertThat(laptop.messages(ServerMessage.Removed.class)).containsExactly(takenOver());
        assertThat(phone.messages(ServerMessage.Removed.class)).containsExactly(takenOver());
    }

    @Test
    void underAnotherNameBothGoOn() {
        phone.asks(durably("worker"));
        laptop.asks(durably("other"));
        assertThat(phone.messages(ServerMessage.Removed.class)).isEmpty();
    }

    @Test
    void anAcknowledgementIsAnsweredIfItHasAnId() {
        phone.asks(durably("worker"));
        node.broadcasts("inbox:1", "one");
        Position one = newest(phone);
        phone.asks(new ClientCommand.Acknowledge(Optional.empty(), INBOX, one));
        assertThat(phone.messages(ServerMessage.Ack.class)).isEmpty();
        CommandId id = new CommandId("7");
        phone.asks(new ClientCommand.Acknowledge(Optional.of(id), INBOX, one));
        assertThat(phone.messages(ServerMessage.Ack.class)).containsExactly(new ServerMessage.Ack(id, INBOX, Optional.of(one)));
    }

    @Test
    void anAcknowledgementOfWhatIsNotHeardDurablyIsRefused() {
        laptop.asks(ClientCommand.Subscribe.to(INBOX));
        laptop.asks(new ClientCommand.Acknowledge(Optional.empty(), INBOX, new Position("e", 1)));
        assertThat(laptop.messages(ServerMessage.Refused.class)).hasSize(1);
    }

    @Test
    void whatIsMutedIsNotToldAgainToTheNextDeviceAndMayBeAcknowledged() {
        phone.asks(durably("worker"));
        phone.changes("1", new PreferencesChange(Optional.empty(), Optional.of(Set.of("noise")), Optional.empty()));
        node.broadcasts("inbox:1", "noise");
        node.broadcasts("inbox:1", "one");
        laptop.asks(durably("worker"));
        ServerMessage.Subscribed taken = laptop.messages(ServerMessage.Subscribed.class).getLast();
        assertThat(taken.recovered()).contains(true);
        assertThat(taken.messages().orElseThrow()).extracting(delivery -> ((Message) delivery.event()).event()).containsExactly("one");
        Position newest = taken.newest().orElseThrow();
        CommandId id = new CommandId("7");
        laptop.asks(new ClientCommand.Acknowledge(Optional.of(id), INBOX, newest));
        assertThat(laptop.messages(ServerMessage.Ack.class)).containsExactly(new ServerMessage.Ack(id, INBOX, Optional.of(newest)));
    }
}
