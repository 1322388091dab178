package io.parley.adapters.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.parley.application.identity.Credentials;
import io.parley.application.protocol.ClientCommand;
import io.parley.application.protocol.CommandId;
import io.parley.application.protocol.Decoded;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Rule;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.DurableName;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Priority;
import io.parley.domain.delivery.Skipped;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.preference.MutedChannel;
import io.parley.domain.preference.PreferencesChange;
import io.parley.domain.preference.Visibility;
import io.parley.domain.presence.MemberUpdate;

import static org.assertj.core.api.Assertions.assertThat;

/** What is written can be read again, and is the same. */
class RoundTripPropertiesTest {
    private static final JsonMapper JSON = new JsonMapper();

    // What clients say, as a client would write it

    private static String quoted(String text) {
        return JSON.writeValueAsString(text);
    }

    private static List<String> fields(ClientCommand command) {
        List<String> fields = new ArrayList<>();
        command.id().ifPresent(id -> fields.add("\"id\":" + id.json()));
        switch (command) {
            case ClientCommand.Authenticate auth ->
                Collections.addAll(fields, "\"type\":\"auth\"", "\"token\":" + quoted(auth.token().value()));
            case ClientCommand.LogOut _ -> Collections.addAll(fields, "\"type\":\"auth\"", "\"token\":null");
            case ClientCommand.Subscribe subscribe -> {
                Collections.addAll(fields, "\"type\":\"subscribe\"", "\"channel\":" + quoted(subscribe.channel().value()),
                        "\"presence\":" + subscribe.presence(), "\"history\":" + subscribe.history());
                subscribe.filter().ifPresent(filter -> fields.add("\"filter\":" + quoted(filter.text())));
                subscribe.token().ifPresent(token -> fields.add("\"auth\":" + quoted(token.value())));
                subscribe.durable().ifPresent(name -> fields.add("\"durable\":\"" + name + "\""));
                subscribe.recover().ifPresent(position -> fields.add("\"recover\":" + json(position)));
            }
            case ClientCommand.Unsubscribe unsubscribe -> Collections.addAll(fields, "\"type\":\"unsubscribe\"",
                    "\"channel\":" + quoted(unsubscribe.channel().value()));
            case ClientCommand.Publish publish -> {
                Collections.addAll(fields, "\"type\":\"message\"", "\"channel\":" + quoted(publish.channel().value()),
                        "\"event\":" + quoted(publish.event()),
                        "\"priority\":\"" + publish.priority().name().toLowerCase(Locale.ROOT) + "\"");
                publish.key().ifPresent(key -> fields.add("\"idempotencyKey\":" + quoted(key)));
                fields.add("\"volatile\":" + publish.passing());
                if (!publish.data().isBinary()) {
                    fields.add("\"data\":" + publish.data().json());
                }
            }
            case ClientCommand.ReadHistory read -> {
                Collections.addAll(fields, "\"type\":\"history\"", "\"channel\":" + quoted(read.channel().value()),
                        "\"limit\":" + read.limit(), "\"reverse\":" + read.reverse());
                read.from().ifPresent(position -> fields.add("\"from\":" + json(position)));
            }
            case ClientCommand.Acknowledge acknowledge -> Collections.addAll(fields, "\"type\":\"ack\"",
                    "\"channel\":" + quoted(acknowledge.channel().value()), "\"epoch\":" + quoted(acknowledge.position().epoch()),
                    "\"offset\":" + acknowledge.position().offset());
            case ClientCommand.SeePresence see -> Collections.addAll(fields, "\"type\":\"presence\"",
                    "\"channel\":" + quoted(see.channel().value()));
            case ClientCommand.Custom custom -> Collections.addAll(fields, "\"type\":\"event\"", "\"event\":" + quoted(custom.event()),
                    "\"data\":" + custom.data().json());
            case ClientCommand.SeePreferences _ -> fields.add("\"type\":\"preferences\"");
            case ClientCommand.ChangePreferences change ->
                Collections.addAll(fields, "\"type\":\"preferences:update\"", PreferencesOnTheWireTest.spelled(change.change()));
            case ClientCommand.UpdatePresence update -> Collections.addAll(fields, "\"type\":\"presence:update\"",
                    "\"channel\":" + quoted(update.channel().value()), "\"data\":" + json(update.update()));
            case ClientCommand.ShowTyping show -> Collections.addAll(fields, "\"type\":\"typing\"",
                    "\"channel\":" + quoted(show.channel().value()), "\"typing\":" + show.typing());
            case ClientCommand.Ping _ -> fields.add("\"type\":\"ping\"");
        }
        return fields;
    }

    private static String json(Position position) {
        return "{\"offset\":" + position.offset() + ",\"epoch\":" + quoted(position.epoch()) + "}";
    }

    private static String json(MemberUpdate update) {
        return update.changes().entrySet().stream().map(change -> quoted(change.getKey()) + ":" + change.getValue().json())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String json(ClientCommand command, Random order) {
        List<String> fields = fields(command);
        Collections.shuffle(fields, order);
        return "{" + String.join(",", fields) + "}";
    }

    @Property
    void aCommandIsReadAsWhatItWas(@ForAll("commands") ClientCommand command, @ForAll Random order) {
        assertThat(Frames.decoded(json(command, order))).isEqualTo(new Decoded.Command(command));
    }

    @Property
    void aMessageOfBytesIsReadAsWhatItWas(@ForAll("publishing") ClientCommand.Publish command, @ForAll byte[] bytes, @ForAll Random order) {
        ClientCommand.Publish binary = new ClientCommand.Publish(command.id(), command.channel(), command.event(), Payload.ofBinary(bytes),
                command.priority(), command.key(), command.passing());
        assertThat(Frames.message(Frames.binary(json(binary, order), bytes))).isEqualTo(binary);
    }

    // What the hub says, as a client would read it

    @Property
    void whatIsSaidReachesAReaderOfTextAsItWas(@ForAll("messages") Message message, @ForAll("positions") Optional<Position> position) {
        JsonNode read = JSON.readTree(Frames.FORMAT.encode(new ServerMessage.Event(message, position, message.channel().name())));
        assertThat(said(read, message.channel())).isEqualTo(new Delivery(message, position));
    }

    @Property
    void whatWasSaidBeforeReachesASubscriberAsItWas(@ForAll("messages") Message message, @ForAll("positions") Optional<Position> position) {
        ServerMessage subscribed = new ServerMessage.Subscribed(Optional.empty(), message.channel().name(), Optional.empty(),
                Optional.empty(),
                Optional.of(List.of(new Delivery(message, position))), Optional.empty(), Optional.empty());
        JsonNode read = JSON.readTree(Frames.MIXED.encode(subscribed)).get("messages").get(0);
        assertThat(said(read, message.channel())).isEqualTo(new Delivery(message, position));
    }

    @Property
    void whatTheHubSaysInOneFrameMayBeSaidToItInTheSame(@ForAll("messages") Message message,
            @ForAll("positions") Optional<Position> position) {
        ServerMessage event = new ServerMessage.Event(message, position, message.channel().name());
        byte[] frame = Frames.MIXED.encode(event);
        assertThat(Frames.MIXED.isBinary(event) ? Frames.MIXED.decodeBinary(frame) : Frames.MIXED.decode(frame))
                .isEqualTo(new Decoded.Command(
                        ClientCommand.Publish.of(Optional.empty(), message.channel().name(), message.event(), message.data(),
                                Priority.NORMAL)));
    }

    @Property
    void whatAnExtensionAnswersReachesAReaderAsItWas(@ForAll("names") String event, @ForAll("values") Payload data) {
        JsonNode read = JSON.readTree(Frames.FORMAT.encode(new ServerMessage.Custom(Optional.of(new CommandId("7")), event, data)));
        assertThat(read).isEqualTo(
                JSON.readTree("{\"type\":\"event\",\"id\":7,\"event\":" + quoted(event) + ",\"data\":" + data.json() + "}"));
    }

    @Property
    void aGapReachesAReaderAsItWas(@ForAll("gaps") ServerMessage.Gap gap) {
        JsonNode read = JSON.readTree(Frames.FORMAT.encode(gap));
        assertThat(read.get("type").asString()).isEqualTo("gap");
        Optional<Skipped.Range> range = Optional.ofNullable(read.get("epoch"))
                .map(epoch -> new Skipped.Range(epoch.asString(), read.get("from").asLong(), read.get("to").asLong()));
        assertThat(new ServerMessage.Gap(new ChannelName(read.get("channel").asString()), new Skipped(range, read.get("skipped").asLong())))
                .isEqualTo(gap);
    }

    private static Delivery said(JsonNode read, ChannelId channel) {
        assertThat(read.get("channel").asString()).isEqualTo(channel.name().value());
        assertThat(read.get("timestamp").asString()).isEqualTo("2026-03-01T12:00:00.123Z");
        Payload data = read.has("encoding")
                ? Payload.ofBinary(Base64.getDecoder().decode(read.get("data").asString()))
                : Payload.ofJson(JSON.writeValueAsString(read.get("data")));
        Optional<UserId> sender = Optional.ofNullable(read.get("sender")).map(name -> new UserId(channel.realm(), name.asString()));
        return new Delivery(new Message(channel, read.get("event").asString(), data, MessagesOnTheWireTest.AT, sender),
                Optional.ofNullable(read.get("epoch")).map(epoch -> new Position(epoch.asString(), read.get("offset").asLong())));
    }

    // Anything that can be said

    @Provide
    Arbitrary<ClientCommand> commands() {
        Arbitrary<Optional<CommandId>> ids = ids();
        Arbitrary<ChannelName> channels = channels();
        Arbitrary<Credentials.Token> tokens = texts(0, 40).map(Credentials.Token::new);
        return Arbitraries.oneOf(Combinators.combine(ids, tokens).as(ClientCommand.Authenticate::new), ids.map(ClientCommand.LogOut::new),
                Combinators
                        .combine(ids, channels, Arbitraries.of(true, false), whole().optional(), Arbitraries.integers().between(0, 1_000),
                                texts(1, 512).filter(text -> !text.isBlank()).map(Rule::new).optional(),
                                Arbitraries.of(new DurableName("worker:1"), new DurableName("-")).optional(), tokens.optional())
                        .as(ClientCommand.Subscribe::new),
                Combinators
                        .combine(ids, channels, whole().optional(), Arbitraries.integers().between(0, 1_000), Arbitraries.of(true, false))
                        .as(ClientCommand.ReadHistory::new),
                Combinators.combine(ids, channels, whole()).as(ClientCommand.Acknowledge::new),
                Combinators.combine(ids, channels).as(ClientCommand.Unsubscribe::new), publishing(),
                Combinators.combine(ids, channels, updates()).as(ClientCommand.UpdatePresence::new),
                Combinators.combine(ids, channels, Arbitraries.of(true, false)).as(ClientCommand.ShowTyping::new),
                Combinators.combine(ids, channels).as(ClientCommand.SeePresence::new), ids.map(ClientCommand.SeePreferences::new),
                Combinators.combine(ids, channels.map(ChannelName::value).map(name -> new MutedChannel(name + "*")).filter(
                        muted -> muted.text().length() < 255).set().ofMaxSize(3).optional(), texts(1, 255).set().ofMaxSize(3).optional(),
                        Arbitraries.of(Visibility.class).optional())
                        .as((id, muted, events, presence) -> new ClientCommand.ChangePreferences(id,
                                new PreferencesChange(muted, events, presence))),
                ids.map(ClientCommand.Ping::new), Combinators.combine(ids, texts(1, 255), json()).as(ClientCommand.Custom::new));
    }

    @Provide
    Arbitrary<ClientCommand.Publish> publishing() {
        return Combinators.combine(ids(), channels(), texts(1, 255), json(), Arbitraries.of(Priority.class), texts(1, 128).optional(),
                Arbitraries.of(true, false)).as(ClientCommand.Publish::new);
    }

    private static Arbitrary<MemberUpdate> updates() {
        Arbitrary<String> names = texts(1, 64).filter(name -> !Set.of("id", "name", "status").contains(name));
        return Arbitraries.maps(names, json()).ofMaxSize(5).map(MemberUpdate::new);
    }

    private static Arbitrary<Position> whole() {
        return Combinators.combine(texts(1, 64), Arbitraries.longs().greaterOrEqual(0)).as(Position::new);
    }

    @Provide
    Arbitrary<Message> messages() {
        Arbitrary<Payload> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(200).map(Payload::ofBinary);
        return Combinators.combine(channels(), texts(1, 255), Arbitraries.oneOf(json(), bytes), texts(1, 128).optional())
                .as((channel, event, data, sender) -> new Message(new ChannelId(RealmId.DEFAULT, channel), event, data,
                        MessagesOnTheWireTest.AT,
                        sender.map(name -> new UserId(RealmId.DEFAULT, name))));
    }

    @Provide
    Arbitrary<ServerMessage.Gap> gaps() {
        Arbitrary<Long> numbers = Arbitraries.longs().greaterOrEqual(0);
        Arbitrary<Optional<Skipped.Range>> ranges = Combinators.combine(texts(1, 64), numbers, numbers).as(Skipped.Range::new).optional();
        return Combinators.combine(channels(), ranges, numbers)
                .as((channel, range, count) -> new ServerMessage.Gap(channel, new Skipped(range, count)));
    }

    @Provide
    Arbitrary<String> names() {
        return texts(1, 255);
    }

    @Provide
    Arbitrary<Payload> values() {
        return json();
    }

    @Provide
    Arbitrary<Optional<Position>> positions() {
        return Combinators.combine(texts(1, 64), Arbitraries.longs().greaterOrEqual(0)).as(Position::new).optional();
    }

    private static Arbitrary<Optional<CommandId>> ids() {
        Arbitrary<String> names = texts(0, 20).map(RoundTripPropertiesTest::quoted)
                .filter(json -> json.getBytes(StandardCharsets.UTF_8).length <= CommandId.MAX_LENGTH);
        return Arbitraries.oneOf(Arbitraries.longs().map(String::valueOf), names).map(CommandId::new).optional();
    }

    private static Arbitrary<ChannelName> channels() {
        return Arbitraries.strings().withCharRange('a', 'z').withCharRange('A', 'Z').numeric().withChars(":._-=@,").ofMinLength(1)
                .ofMaxLength(255)
                .filter(ChannelName::isValid).map(ChannelName::new);
    }

    private static Arbitrary<Payload> json() {
        Arbitrary<String> leaves = Arbitraries.oneOf(texts(0, 50).map(RoundTripPropertiesTest::quoted),
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.of("null", "true", "false", "[]", "{}"));
        Arbitrary<String> lists = leaves.list().ofMaxSize(4).map(values -> "[" + String.join(",", values) + "]");
        Arbitrary<String> objects = Combinators.combine(texts(0, 10).map(RoundTripPropertiesTest::quoted), Arbitraries.oneOf(leaves, lists))
                .as((name, value) -> "{" + name + ":" + value + "}");
        return Arbitraries.oneOf(leaves, lists, objects).map(Payload::ofJson);
    }

    /** Any text that UTF-8 can carry. */
    private static Arbitrary<String> texts(int least, int most) {
        Arbitrary<String> plain = Arbitraries.strings().ascii().ofMinLength(least).ofMaxLength(most);
        Arbitrary<String> odd = Arbitraries.strings().withChars('\u0000', '\n', '\r', '"', '\\', '\u00e4', '\u2028', '\uffff', '/')
                .ofMinLength(least)
                .ofMaxLength(Math.min(most, 20));
        return Arbitraries.oneOf(plain, odd);
    }
}
