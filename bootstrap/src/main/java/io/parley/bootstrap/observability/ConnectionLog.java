package io.parley.bootstrap.observability;

import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.stereotype.Component;

import io.parley.application.Unavailable;
import io.parley.application.event.HubEvent;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.connection.Transport;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Member;
import io.parley.domain.refusal.ErrorCode;

/** The life of connections and rooms, a line an event. */
@Component
class ConnectionLog implements Consumer<HubEvent> {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.connections");

    @Override
    public void accept(HubEvent event) {
        switch (event) {
            case HubEvent.ConnectionOpened(ConnectionId id, Transport transport, Identity who) -> of(LOG.atInfo(), id, transport, who)
                    .log("connected");
            case HubEvent.Authenticated(ConnectionId id, Identity who) -> LOG.atDebug().addKeyValue("connectionId", id)
                    .addKeyValue("userId", who.user().map(UserId::subject).orElse("-")).log("authenticated");
            case HubEvent.ConnectionClosed(ConnectionId id, Transport transport, Identity who, String reason) ->
                of(LOG.atInfo(), id, transport,
                        who).addKeyValue("reason", reason).log("disconnected");
            case HubEvent.ConnectionRejected(Transport transport, String reason) -> LOG.atInfo().addKeyValue("transport", transport.label())
                    .addKeyValue("reason", reason).log("rejected");
            case HubEvent.Refused(Transport transport, ErrorCode code) ->
                LOG.atDebug().addKeyValue("transport", transport.label()).addKeyValue("code", code.code()).log("refused");
            case HubEvent.RoomCreated(ChannelId channel) -> LOG.atInfo().addKeyValue("channel", channel).log("room created");
            case HubEvent.RoomClosed(ChannelId channel) -> LOG.atInfo().addKeyValue("channel", channel).log("room closed");
            case HubEvent.UserJoined(ChannelId channel, Member member, int count) ->
                of(LOG.atDebug(), channel, member, count).log("joined");
            case HubEvent.UserLeft(ChannelId channel, Member member, int count) -> of(LOG.atDebug(), channel, member, count).log("left");
            case HubEvent.UserUpdated(ChannelId channel, Member member) -> LOG.atDebug().addKeyValue("channel", channel)
                    .addKeyValue("userId", member.user()).log("updated");
            case HubEvent.UserOnline(UserId user) -> LOG.atDebug().addKeyValue("userId", user).log("online");
            case HubEvent.UserOffline(UserId user) -> LOG.atDebug().addKeyValue("userId", user).log("offline");
            case HubEvent.AdmissionFailed(Throwable cause) -> LOG.atError().setCause(cause).log("admission failed");
            case HubEvent.Failed(ConnectionId id, String deed, Unavailable cause) -> LOG.atWarn().addKeyValue("connectionId", id)
                    .addKeyValue("deed", deed).addKeyValue("cause", cause.getMessage()).log("could not be done");
            case HubEvent.Failed(ConnectionId id, String deed, Throwable cause) -> LOG.atError().addKeyValue("connectionId", id)
                    .addKeyValue("deed", deed).setCause(cause).log("failed");
        }
    }

    private static LoggingEventBuilder of(LoggingEventBuilder line, ConnectionId id, Transport transport, Identity who) {
        return line.addKeyValue("connectionId", id).addKeyValue("transport", transport.label()).addKeyValue("userId",
                who.user().map(UserId::subject).orElse("-"));
    }

    private static LoggingEventBuilder of(LoggingEventBuilder line, ChannelId channel, Member member, int count) {
        return line.addKeyValue("channel", channel).addKeyValue("userId", member.user()).addKeyValue("count", count);
    }
}
