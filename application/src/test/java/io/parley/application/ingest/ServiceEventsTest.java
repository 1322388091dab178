package io.parley.application.ingest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.parley.application.InMemoryNode;
import io.parley.application.ManualClock;
import io.parley.application.delivery.RecordingListener;
import io.parley.application.extension.ExtensionWatch.Failure;
import io.parley.application.extension.Reception;
import io.parley.application.extension.ServiceEvent;
import io.parley.application.extension.ServiceEventListener;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Message;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Payload;
import io.parley.domain.payload.Template;

import static org.assertj.core.api.Assertions.assertThat;

/** What extensions make of what other services say. */
class ServiceEventsTest {
    private static final ChannelName LOBBY = new ChannelName("public:lobby");
    private static final Payload DATA = Payload.ofJson("[1]");
    private static final IngestRule BOOKINGS = new IngestRule(RealmId.DEFAULT, new Source.Channels(SourcePattern.of("booking:*")),
            Optional.of(Template.of("system:all")), Optional.empty(), Optional.empty(), Optional.empty());

    private final InMemoryNode node = new InMemoryNode();
    private final RecordingListener heard = new RecordingListener();

    @BeforeEach
    void somebodyListens() {
        node.backplane.attach(in(ChannelName.ALL), heard);
        node.backplane.attach(in(LOBBY), heard);
    }

    private static ChannelId in(ChannelName name) {
        return new ChannelId(RealmId.DEFAULT, name);
    }

    private Fate take(Arrival arrival, ServiceEventListener... listeners) {
        return new Ingesting(List.of(BOOKINGS), new PlainFields(), node.publishing, node.listeners(listeners), new RecordingWatch(), 100)
                .take(BOOKINGS, arrival, "a=1".getBytes(StandardCharsets.UTF_8));
    }

    private Fate take(ServiceEventListener... listeners) {
        return take(Arrival.on("booking:created"), listeners);
    }

    private static Message said(ChannelName channel, String event, Payload data) {
        return new Message(in(channel), event, data, ManualClock.START, Optional.empty());
    }

    @Test
    void aListenerIsToldWhatTheServiceSaid() {
        take((event, _) -> event.equals(new ServiceEvent(RealmId.DEFAULT, "booking:created", Payload.ofJson("a=1")))
                ? Reception.TAKEN
                : Reception.PASS);
        assertThat(heard.events()).isEmpty();
    }

    @Test
    void whatIsPassedIsTheRules() {
        assertThat(take((_, _) -> Reception.PASS)).isEqualTo(Fate.DELIVERED);
        assertThat(heard.events()).containsExactly(said(ChannelName.ALL, "booking:created", Payload.ofJson("a=1")));
    }

    @Test
    void whatIsTakenIsNotPublishedAndNoOtherIsAsked() {
        assertThat(take((_, _) -> Reception.TAKEN, (_, _) -> new Reception.Instead(LOBBY, "e", DATA))).isEqualTo(Fate.DELIVERED);
        assertThat(heard.events()).isEmpty();
    }

    @Test
    void somethingElseIsPublishedInItsPlace() {
        take((_, _) -> Reception.PASS, (_, _) -> new Reception.Instead(LOBBY, "booked", DATA));
        assertThat(heard.events()).containsExactly(said(LOBBY, "booked", DATA));
    }

    @Test
    void itIsPublishedOnceHoweverOftenTheEventComes() {
        Arrival again = new Arrival("booking:created", Optional.empty(), Optional.of("1-0"));
        take(again, (_, _) -> new Reception.Instead(LOBBY, "booked", DATA));
        take(again, (_, _) -> new Reception.Instead(LOBBY, "booked", DATA));
        assertThat(heard.events()).hasSize(1);
    }

    @Test
    void aListenerThatFailsIsPassedOver() {
        assertThat(take((_, _) -> {
            throw new IllegalStateException("test: broken");
        }, (_, _) -> new Reception.Instead(LOBBY, "", DATA))).isEqualTo(Fate.DELIVERED);
        assertThat(heard.events()).containsExactly(said(ChannelName.ALL, "booking:created", Payload.ofJson("a=1")));
        assertThat(node.extensions.failures()).containsExactly(Failure.THREW, Failure.THREW);
    }

    @Test
    void aListenerActsInTheEventsRealm() {
        take((_, hub) -> {
            hub.publish(LOBBY, "noticed", DATA);
            return Reception.PASS;
        });
        assertThat(heard.events()).extracting(event -> ((Message) event).event()).containsExactly("noticed", "booking:created");
    }
}
