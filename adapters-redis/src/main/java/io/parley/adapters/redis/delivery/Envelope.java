package io.parley.adapters.redis.delivery;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Rule;
import io.parley.domain.delivery.Audience;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.DurableName;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberKicked;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.MemberUpdated;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.PreferencesChanged;
import io.parley.domain.delivery.Priority;
import io.parley.domain.delivery.RoomChanged;
import io.parley.domain.delivery.RoomClosed;
import io.parley.domain.delivery.TakenOver;
import io.parley.domain.delivery.Typing;
import io.parley.domain.delivery.UserDismissed;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;

/**
 * A channel event as bytes between nodes and in the stream: a version, a kind, then its parts with their lengths. Nodes of one cluster may
 * run two releases during a roll-out, so what an older node may overlook is added at the end, and what it must not overlook is a new kind, which
 * it refuses.
 *
 * <p>Version 2 has the kinds from 4 on: news of rooms, who was sent away, and messages that are not for all, of a priority, or binary. A node of
 * version 1 cannot read them and drops them. What it knows is still written as it knows it: the version is that of the kind.
 */
final class Envelope {
    private static final byte VERSION_1 = 1;
    private static final byte MESSAGE = 1;
    private static final byte JOINED = 2;
    private static final byte LEFT = 3;
    private static final byte VERSION_2 = 2;
    /** A message that is not like every other: with its audience, its priority, and whether its data is binary. */
    private static final byte MARKED_MESSAGE = 4;
    private static final byte ROOM_CHANGED = 5;
    private static final byte ROOM_CLOSED = 6;
    private static final byte KICKED = 7;
    private static final byte DISMISSED = 8;
    private static final byte TAKEN_OVER = 9;
    private static final byte UPDATED = 10;
    private static final byte TYPING = 11;
    private static final byte PREFERENCES_CHANGED = 16;

    private Envelope() {}

    static byte[] encode(ChannelEvent event) {
        return MemberCodec.bytes(out -> write(out, event));
    }

    private static void write(DataOutputStream out, ChannelEvent event) throws IOException {
        switch (event) {
            case Message message when isPlain(message) -> {
                head(out, VERSION_1, MESSAGE, message.channel());
                write(out, message);
            }
            case Message message -> {
                head(out, VERSION_2, MARKED_MESSAGE, message.channel());
                write(out, message);
                out.writeBoolean(message.data().isBinary());
                out.writeUTF(message.priority().name());
                write(out, message.audience());
            }
            case MemberJoined joined -> {
                head(out, VERSION_1, JOINED, joined.channel());
                MemberCodec.write(out, joined.member());
                MemberCodec.writeChange(out, joined);
            }
            case MemberLeft left -> {
                head(out, VERSION_1, LEFT, left.channel());
                MemberCodec.write(out, left.member());
                MemberCodec.writeChange(out, left);
            }
            case MemberUpdated updated -> {
                head(out, VERSION_2, UPDATED, updated.channel());
                MemberCodec.write(out, updated.member());
                MemberCodec.writeChange(out, updated);
                MemberCodec.writeNames(out, updated.changed());
            }
            case Typing typing -> {
                head(out, VERSION_2, TYPING, typing.channel());
                out.writeUTF(typing.user().subject());
                out.writeBoolean(typing.typing());
            }
            case RoomChanged changed -> {
                head(out, VERSION_2, ROOM_CHANGED, changed.channel());
                out.writeBoolean(changed.created());
                writeBytes(out, changed.metadata());
            }
            case RoomClosed closed -> head(out, VERSION_2, ROOM_CLOSED, closed.channel());
            case MemberKicked kicked -> {
                head(out, VERSION_2, KICKED, kicked.channel());
                out.writeUTF(kicked.user().subject());
                out.writeUTF(kicked.reason());
            }
            case TakenOver taken -> {
                head(out, VERSION_2, TAKEN_OVER, taken.channel());
                out.writeUTF(taken.user().subject());
                out.writeUTF(taken.name().value());
                out.writeLong(taken.term());
            }
            case PreferencesChanged changed -> {
                head(out, VERSION_2, PREFERENCES_CHANGED, changed.channel());
                PreferencesCodec.write(out, changed);
            }
            case UserDismissed dismissed -> head(out, VERSION_2, DISMISSED, dismissed.channel());
        }
    }

    private static boolean isPlain(Message message) {
        return message.audience().isEverybody() && message.priority() == Priority.NORMAL && !message.data().isBinary();
    }

    /** How a member's join begins; what the member's codec writes of the change follows. */
    static byte[] headOfJoined(ChannelId channel) {
        return head(VERSION_1, JOINED, channel);
    }

    /** As of a join. */
    static byte[] headOfLeft(ChannelId channel) {
        return head(VERSION_1, LEFT, channel);
    }

    /** As of a join; the names of what changed follow after all. */
    static byte[] headOfUpdated(ChannelId channel) {
        return head(VERSION_2, UPDATED, channel);
    }

    private static byte[] head(byte version, byte kind, ChannelId channel) {
        return MemberCodec.bytes(out -> head(out, version, kind, channel));
    }

    private static void head(DataOutputStream out, byte version, byte kind, ChannelId channel) throws IOException {
        out.writeByte(version);
        out.writeByte(kind);
        out.writeUTF(channel.realm().value());
        out.writeUTF(channel.name().value());
    }

    private static void write(DataOutputStream out, Message message) throws IOException {
        out.writeUTF(message.event());
        out.writeLong(message.at().toEpochMilli());
        writeOptional(out, message.sender().map(UserId::subject));
        writeBytes(out, message.data());
    }

    private static void write(DataOutputStream out, Audience audience) throws IOException {
        out.writeBoolean(audience.to().isPresent());
        if (audience.to().isPresent()) {
            MemberCodec.writeNames(out, audience.to().get());
        }
        MemberCodec.writeNames(out, audience.withoutUsers());
        MemberCodec.writeNames(out, audience.withoutConnections());
        writeOptional(out, audience.filter().map(Rule::text));
    }

    private static void writeOptional(DataOutputStream out, Optional<String> text) throws IOException {
        out.writeBoolean(text.isPresent());
        if (text.isPresent()) {
            out.writeUTF(text.get());
        }
    }

    private static void writeBytes(DataOutputStream out, Payload payload) throws IOException {
        out.writeInt(payload.bytes().length);
        out.write(payload.bytes());
    }

    /** @throws IOException if these are not the bytes of an event that this release knows */
    static ChannelEvent decode(byte[] bytes, int from) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, from, bytes.length - from))) {
            byte version = in.readByte();
            if (version < VERSION_1) {
                throw new IOException("no envelope of version " + version);
            }
            byte kind = in.readByte();
            ChannelId channel = new ChannelId(new RealmId(in.readUTF()), new ChannelName(in.readUTF()));
            return switch (kind) {
                case MESSAGE -> readMessage(in, channel);
                case MARKED_MESSAGE -> readMarks(in, readMessage(in, channel));
                case JOINED -> {
                    MemberCodec.Change change = MemberCodec.readChange(in, channel.realm());
                    yield new MemberJoined(channel, change.member(), change.count(), change.version());
                }
                case LEFT -> {
                    MemberCodec.Change change = MemberCodec.readChange(in, channel.realm());
                    yield new MemberLeft(channel, change.member(), change.count(), change.version());
                }
                case UPDATED -> {
                    MemberCodec.Change change = MemberCodec.readChange(in, channel.realm());
                    yield new MemberUpdated(channel, change.member(), readNames(in), change.count(), change.version());
                }
                case TYPING -> new Typing(channel, new UserId(channel.realm(), in.readUTF()), in.readBoolean());
                case ROOM_CHANGED -> new RoomChanged(channel, in.readBoolean(), Payload.ofUtf8(readBytes(in)));
                case ROOM_CLOSED -> new RoomClosed(channel);
                case KICKED -> new MemberKicked(channel, new UserId(channel.realm(), in.readUTF()), in.readUTF());
                case TAKEN_OVER ->
                    new TakenOver(channel, new UserId(channel.realm(), in.readUTF()), new DurableName(in.readUTF()), in.readLong());
                case PREFERENCES_CHANGED -> PreferencesCodec.read(in, channel);
                case DISMISSED -> new UserDismissed(channel);
                default -> throw new IOException("no event of kind " + kind);
            };
        } catch (IllegalArgumentException e) {
            throw new IOException("an envelope with a name that cannot be: " + e.getMessage(), e);
        }
    }

    private static Message readMessage(DataInputStream in, ChannelId channel) throws IOException {
        String event = in.readUTF();
        Instant at = Instant.ofEpochMilli(in.readLong());
        Optional<UserId> sender = readOptional(in).map(subject -> new UserId(channel.realm(), subject));
        return new Message(channel, event, Payload.ofUtf8(readBytes(in)), at, sender);
    }

    private static Message readMarks(DataInputStream in, Message plain) throws IOException {
        Payload data = in.readBoolean() ? Payload.ofBinary(plain.data().bytes()) : plain.data();
        Priority priority = Priority.valueOf(in.readUTF());
        Optional<Set<String>> to = in.readBoolean() ? Optional.of(readNames(in)) : Optional.empty();
        Audience audience = new Audience(to, readNames(in), readNames(in), readOptional(in).map(Rule::new));
        return new Message(plain.channel(), plain.event(), data, plain.at(), plain.sender(), audience, priority);
    }

    static Set<String> readNames(DataInputStream in) throws IOException {
        int count = readLength(in, Short.BYTES); // A name takes its length at least.
        Set<String> names = HashSet.newHashSet(count);
        for (int i = 0; i < count; i++) {
            names.add(in.readUTF());
        }
        return names;
    }

    private static Optional<String> readOptional(DataInputStream in) throws IOException {
        return in.readBoolean() ? Optional.of(in.readUTF()) : Optional.empty();
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        return in.readNBytes(readLength(in, Byte.BYTES));
    }

    /** How many things of at least that size follow; no more than can still come, so that no number makes room for what does not. */
    private static int readLength(DataInputStream in, int minBytes) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available() / minBytes) {
            throw new IOException("an envelope that ends early");
        }
        return length;
    }
}
