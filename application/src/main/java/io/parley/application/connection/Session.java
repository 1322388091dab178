package io.parley.application.connection;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.parley.application.delivery.Subscription;
import io.parley.application.event.HubEvent;
import io.parley.application.identity.Credentials;
import io.parley.application.limit.MessageLimits;
import io.parley.application.preference.HeldPreferences;
import io.parley.application.protocol.ClientCommand;
import io.parley.application.protocol.CommandId;
import io.parley.application.protocol.Decoded;
import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.application.protocol.WireFormat;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionEvent;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.connection.ConnectionState;
import io.parley.domain.connection.Effect;
import io.parley.domain.connection.Heartbeat;
import io.parley.domain.connection.LifeCycle;
import io.parley.domain.connection.Transition;
import io.parley.domain.connection.Transport;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.UserDismissed;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;
import io.parley.domain.preference.Preferences;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/**
 * One connection of a client, from open to end, whatever the transport. Transports call {@link #receive}, {@link #heard} and {@link #closed}
 * from any thread; everything else happens in the session's mailbox, one thing at a time.
 */
public final class Session implements Client {
    /**
     * How many frames of a client may wait while one is worked on. A client may send 100 a second, and the store answers in a millisecond or
     * not within seconds; who sends on for ten of them gets no answer anyway.
     */
    static final int MAILBOX_CAPACITY = 1_000;

    private final ConnectionId id;
    private final RealmId realm;
    private final Transport transport;
    private final Downlink downlink;
    private final WireFormat format;
    private final InetAddress client;
    private final Workshop workshop;
    private final LifeCycle lifeCycle;
    private final Mailbox mailbox;
    private final Alarm alarm;
    private final Throttle throttle;
    private final HeldPreferences held;
    private final AtomicBoolean flooded = new AtomicBoolean();
    private final AtomicBoolean fellBehind = new AtomicBoolean();
    private final Instant openedAt;
    // Changed in the mailbox, looked at by servers.
    private final Map<ChannelName, Subscription> entered = new ConcurrentHashMap<>(4);
    private ConnectionState state;
    private volatile Identity identity;
    private @Nullable ClientCommand current;
    private volatile boolean open;

    Session(ConnectionId id, RealmId realm, Transport transport, Downlink downlink, WireFormat format, Heartbeat heartbeat,
            InetAddress client, Workshop workshop) {
        this.id = id;
        this.realm = realm;
        this.transport = transport;
        this.downlink = downlink;
        this.format = format;
        this.client = client;
        this.workshop = workshop;
        lifeCycle = new LifeCycle(workshop.settings().authDeadline(), heartbeat);
        mailbox = new Mailbox(workshop.executor(), MAILBOX_CAPACITY, this::failed);
        alarm = new Alarm(workshop.timers(), () -> mailbox.postAlways(this::ring));
        identity = new Anonymous(realm);
        openedAt = now();
        held = new HeldPreferences(workshop.preferring(), workshop.clock());
        throttle = new Throttle(workshop.realms().of(realm).limits());
        state = lifeCycle.opened(openedAt);
        alarm.set(lifeCycle.deadline(state));
    }

    /** A text frame of the client came, or one message of it. The array is not kept. Never blocks. */
    public void receive(byte[] frame) {
        perform(read(frame, format::decode));
    }

    /** A binary frame of the client came. The array is not kept. Never blocks. */
    public void receiveBinary(byte[] frame) {
        perform(read(frame, format::decodeBinary));
    }

    /** The client asks for something that its transport knows how to say for it. Never blocks. */
    public void perform(Decoded decoded) {
        if (!mailbox.post(() -> take(decoded)) && flooded.compareAndSet(false, true)) {
            mailbox.postFirst(() -> on(new ConnectionEvent.Flooded()));
        }
    }

    /** The client showed that it lives. Never blocks. */
    public void heard() {
        mailbox.post(() -> on(new ConnectionEvent.Heard(now())));
    }

    /** The line has ended. Never blocks. */
    public void closed(String reason) {
        tell(new ConnectionEvent.TransportClosed(reason));
    }

    /** This node goes away. Never blocks. */
    void stop(Duration retryAfter) {
        tell(new ConnectionEvent.HubStopping(retryAfter));
    }

    void authenticatedAs(Identity who) {
        tell(new ConnectionEvent.CredentialsAccepted(who, false));
    }

    /** An administrator ends it. Never blocks. */
    void dismiss() {
        tell(new ConnectionEvent.Dismissed());
    }

    /** As servers see it now, from any thread; empty: it is not open. */
    Optional<ConnectionView> view() {
        return open
                ? Optional.of(new ConnectionView(id, realm, identity.user(), workshop.settings().node(), transport, openedAt, channels()))
                : Optional.empty();
    }

    private List<ChannelName> channels() {
        return entered.keySet().stream().filter(name -> !name.equals(ChannelName.ALL)).sorted(Comparator.comparing(ChannelName::value))
                .toList();
    }

    void turnAway(Refusal refusal) {
        tell(new ConnectionEvent.TurnedAway(refusal));
    }

    @Override
    public ConnectionId connection() {
        return id;
    }

    @Override
    public Identity identity() {
        return identity;
    }

    @Override
    public Map<ChannelName, Subscription> entered() {
        return entered;
    }

    @Override
    public Executor courier() {
        return downlink.courier();
    }

    @Override
    public void offer(EncodedMessage message) {
        if (!downlink.offer(message) && fellBehind.compareAndSet(false, true)) {
            mailbox.postFirst(() -> on(new ConnectionEvent.FellBehind()));
        }
    }

    @Override
    public Preferences preferences() {
        return held.of(identity);
    }

    @Override
    public HeldPreferences held() {
        return held;
    }

    @Override
    public boolean hasRoom() {
        return downlink.hasRoom();
    }

    @Override
    public void happened(ChannelEvent event) {
        mailbox.postAlways(() -> {
            if (event instanceof UserDismissed dismissed) {
                dismiss(dismissed);
            } else {
                workshop.router().react(this, event);
            }
        });
    }

    private void dismiss(UserDismissed dismissed) {
        // The connection may be another user's by now.
        if (identity.user().map(ChannelName::ownOf).equals(Optional.of(dismissed.channel().name()))) {
            on(new ConnectionEvent.Dismissed());
        }
    }

    @Override
    public void refuse(Optional<CommandId> command, Refusal refusal) {
        workshop.events().publish(new HubEvent.Refused(transport, refusal.code()));
        send(new ServerMessage.Refused(command, refusal, now()));
        if (refusal.code() == ErrorCode.INVALID_MESSAGE) {
            on(new ConnectionEvent.MistakeMade(now()));
        } else if (refusal.code() == ErrorCode.RATE_LIMIT_EXCEEDED && throttle.isAbused(now())) {
            on(new ConnectionEvent.Flooded());
        }
    }

    private void tell(ConnectionEvent event) {
        mailbox.postAlways(() -> on(event));
    }

    private void failed(RuntimeException cause) {
        workshop.events().publish(new HubEvent.Failed(id, current == null ? "session" : current.getClass().getSimpleName(), cause));
    }

    private Decoded read(byte[] frame, Function<byte[], Decoded> decoder) {
        int max = workshop.settings().maxMessageBytes();
        if (frame.length > max) {
            // Read all the same, as the answer has to carry its id; the transport bounds what that costs.
            return new Decoded.Malformed(decoder.apply(frame).id(), new Refusal(ErrorCode.MESSAGE_TOO_LARGE,
                    "A message has at most " + max + " bytes, this one has " + frame.length, Map.of("limit", max, "got", frame.length)));
        }
        return decoder.apply(frame);
    }

    private void take(Decoded decoded) {
        if (state.ended()) {
            return;
        }
        switch (decoded) {
            case Decoded.Malformed(Optional<CommandId> command, Refusal refusal) -> {
                on(new ConnectionEvent.Heard(now()));
                refuse(command, refusal);
            }
            case Decoded.Command(ClientCommand command) -> throttle.take(now()).ifPresentOrElse(wait -> slowDown(command, wait),
                    () -> takeNow(command));
        }
    }

    private void slowDown(ClientCommand command, Duration wait) {
        on(new ConnectionEvent.Heard(now()));
        refuse(command.id(), MessageLimits.exceeded("messages of a connection", wait));
    }

    private void takeNow(ClientCommand command) {
        current = command;
        if (!(command instanceof ClientCommand.Ping)) {
            workshop.online().acts(id, now());
        }
        try {
            take(command);
        } finally {
            current = null;
        }
    }

    private void take(ClientCommand command) {
        switch (command) {
            case ClientCommand.Authenticate(Optional<CommandId> _, Credentials.Token token) -> authenticate(token);
            case ClientCommand.LogOut _ -> on(new ConnectionEvent.LoggedOut(now(), nobody()));
            case ClientCommand.Subscribe _,ClientCommand.Unsubscribe _,ClientCommand.Publish _,ClientCommand.SeePresence _,ClientCommand.ReadHistory _,ClientCommand.Acknowledge _,ClientCommand.UpdatePresence _,ClientCommand.ShowTyping _,ClientCommand.SeePreferences _,ClientCommand.ChangePreferences _,ClientCommand.Custom _,ClientCommand.Ping _ ->
                received();
        }
    }

    private void received() {
        on(new ConnectionEvent.CommandReceived(now()));
    }

    private void authenticate(Credentials.Token token) {
        on(new ConnectionEvent.Heard(now()));
        try {
            on(switch (workshop.authenticator().authenticate(realm, token)) {
                case Outcome.Done<Identity>(Identity who) -> new ConnectionEvent.CredentialsAccepted(who, true);
                case Outcome.Refused<Identity>(Refusal refusal) -> new ConnectionEvent.CredentialsRefused(refusal);
            });
        } catch (RuntimeException e) {
            failed(e);
            refuse(currentId(), Router.answerTo(e));
        }
    }

    private Optional<Anonymous> nobody() {
        return workshop.realms().of(realm).anonymous() ? Optional.of(new Anonymous(realm)) : Optional.empty();
    }

    private void ring() {
        alarm.rung();
        on(new ConnectionEvent.TimePassed(now()));
    }

    private void on(ConnectionEvent event) {
        Transition transition = lifeCycle.on(state, event);
        state = transition.next();
        // Each by itself: what fails at one must not keep the next from happening, least of all the end.
        transition.effects().forEach(effect -> mailbox.attempt(() -> run(effect)));
        alarm.set(lifeCycle.deadline(state));
    }

    private void run(Effect effect) {
        switch (effect) {
            case Effect.Register(Identity _) -> register();
            case Effect.Greet _ ->
                send(new ServerMessage.Connected(id, identity, workshop.settings().node(), lifeCycle.heartbeat(), now()));
            case Effect.ConfirmAuthentication(Identity who) -> {
                identity = who;
                send(new ServerMessage.Authenticated(currentId(), who));
                who.user().ifPresent(_ -> workshop.events().publish(new HubEvent.Authenticated(id, who)));
            }
            case Effect.Assume(Identity who) -> identity = who;
            case Effect.EnterOwnChannels _ -> workshop.router().enterOwnChannels(this);
            case Effect.JudgeChannels _ -> workshop.router().judgeAgain(this);
            case Effect.LeaveChannels _ when state.ended() -> workshop.subscribing().departAll(this);
            case Effect.LeaveChannels _ -> workshop.subscribing().leaveAll(this);
            case Effect.LogOut(String reason) -> logOut(reason);
            case Effect.Perform _ -> performCurrent();
            case Effect.Refuse(Refusal refusal) -> refuse(currentId(), refusal);
            case Effect.Ping _ -> {
                downlink.ping();
                workshop.router().keepUp(this);
            }
            case Effect.Close close -> {
                send(new ServerMessage.Disconnect(close.code(), close.retryAfter()));
                downlink.close(close.code());
            }
            case Effect.Unregister(String reason) -> unregister(reason);
        }
    }

    private void register() {
        open = true;
        workshop.events().publish(new HubEvent.ConnectionOpened(id, transport, identity));
        on(new ConnectionEvent.Registered(now()));
        if (open) {
            // Last: the store may have to be waited for, and the client must not.
            workshop.seats().take(id, identity, client).ifPresentOrElse(refusal -> on(new ConnectionEvent.TurnedAway(refusal)),
                    () -> workshop.online().connected(id, identity));
        }
    }

    private void logOut(String reason) {
        open = false;
        mailbox.attempt(() -> workshop.online().loggedOut(id, identity));
        mailbox.attempt(() -> workshop.seats().free(id));
        workshop.events().publish(new HubEvent.ConnectionClosed(id, transport, identity, reason));
    }

    private void unregister(String reason) {
        boolean wasOpen = open;
        open = false;
        if (wasOpen) {
            mailbox.attempt(() -> workshop.online().disconnected(id, identity));
            mailbox.attempt(() -> workshop.seats().free(id));
        }
        workshop.forget().accept(this);
        workshop.events().publish(wasOpen
                ? new HubEvent.ConnectionClosed(id, transport, identity, reason)
                : new HubEvent.ConnectionRejected(transport, reason));
    }

    private void performCurrent() {
        ClientCommand command = current;
        if (command != null) {
            tooMuch(command).ifPresentOrElse(wait -> refuse(command.id(), MessageLimits.exceeded("presence updates of a connection", wait)),
                    () -> workshop.router().perform(this, command));
        }
    }

    /** How long to wait, if this may not be asked for so often. */
    private Optional<Duration> tooMuch(ClientCommand command) {
        return command instanceof ClientCommand.UpdatePresence ? throttle.takeUpdate(now()) : Optional.empty();
    }

    private void send(ServerMessage message) {
        offer(new EncodedMessage(message));
    }

    private Optional<CommandId> currentId() {
        return Optional.ofNullable(current).flatMap(ClientCommand::id);
    }

    private Instant now() {
        return workshop.clock().instant();
    }
}
