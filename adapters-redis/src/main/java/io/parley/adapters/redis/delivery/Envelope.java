package io.parley.adapters.redis.delivery;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

import io.parley.adapters.redis.presence.MemberCodec;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Payload;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;

/**
 * A channel event as bytes between nodes and in the stream: a version, a kind, then its parts with their lengths. Nodes of one cluster may
 * run two releases during a roll-out, so a part is only ever added at the end, with a new version.
 */
final class Envelope {
    private static final byte VERSION = 1;
    private static final byte MESSAGE = 1;
    private static final byte JOINED = 2;
    private static final byte LEFT = 3;

    private Envelope() {}

    static byte[] encode(ChannelEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            switch (event) {
                case Message message -> write(out, message);
                case MemberJoined joined -> {
                    head(out, JOINED, joined.channel());
                    MemberCodec.write(out, joined.member());
                    out.writeInt(joined.count());
                }
                case MemberLeft left -> {
                    head(out, LEFT, left.channel());
                    MemberCodec.write(out, left.member());
                    out.writeInt(left.count());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Message message) throws IOException {
        head(out, MESSAGE, message.channel());
        out.writeUTF(message.event());
        out.writeLong(message.at().toEpochMilli());
        out.writeBoolean(message.sender().isPresent());
        if (message.sender().isPresent()) {
            out.writeUTF(message.sender().get().subject());
        }
        out.writeInt(message.data().utf8().length);
        out.write(message.data().utf8());
    }

    private static void head(DataOutputStream out, byte kind, ChannelId channel) throws IOException {
        out.writeByte(kind);
        out.writeUTF(channel.realm().value());
        out.writeUTF(channel.name().value());
    }

    /** @throws IOException if these are not the bytes of an event that this release knows */
    static ChannelEvent decode(byte[] bytes, int from) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, from, bytes.length - from))) {
            byte version = in.readByte();
            if (version < VERSION) {
                throw new IOException("no envelope of version " + version);
            }
            byte kind = in.readByte();
            ChannelId channel = new ChannelId(new RealmId(in.readUTF()), new ChannelName(in.readUTF()));
            return switch (kind) {
                case MESSAGE -> readMessage(in, channel);
                case JOINED -> new MemberJoined(channel, MemberCodec.read(in, channel.realm()), in.readInt());
                case LEFT -> new MemberLeft(channel, MemberCodec.read(in, channel.realm()), in.readInt());
                default -> throw new IOException("no event of kind " + kind);
            };
        } catch (IllegalArgumentException e) {
            throw new IOException("an envelope with a name that cannot be: " + e.getMessage(), e);
        }
    }

    private static Message readMessage(DataInputStream in, ChannelId channel) throws IOException {
        String event = in.readUTF();
        Instant at = Instant.ofEpochMilli(in.readLong());
        Optional<UserId> sender = in.readBoolean() ? Optional.of(new UserId(channel.realm(), in.readUTF())) : Optional.empty();
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("an envelope that ends early");
        }
        return new Message(channel, event, Payload.ofUtf8(in.readNBytes(length)), at, sender);
    }
}
