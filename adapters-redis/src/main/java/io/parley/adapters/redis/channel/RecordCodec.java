package io.parley.adapters.redis.channel;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import io.parley.domain.channel.Bans;
import io.parley.domain.channel.ChannelRecord;
import io.parley.domain.channel.Room;
import io.parley.domain.channel.RoomRules;
import io.parley.domain.channel.Rule;
import io.parley.domain.payload.Payload;

/**
 * A channel's record as bytes: a version, the room if there is one, and the bans. Unlike an envelope it is read whole or not at all: who left
 * out what a later release had added might let somebody in whom that keeps out.
 */
final class RecordCodec {
    private static final byte VERSION = 1;
    /** The least that a text takes: its length. */
    private static final int MIN_TEXT_BYTES = Short.BYTES;
    private static final int MIN_BAN_BYTES = MIN_TEXT_BYTES + Long.BYTES + Integer.BYTES;

    private RecordCodec() {}

    static byte[] encode(ChannelRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeBoolean(record.room().isPresent());
            if (record.room().isPresent()) {
                write(out, record.room().get());
            }
            write(out, record.bans());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Room room) throws IOException {
        writeOptional(out, room.type());
        out.writeInt(room.metadata().bytes().length);
        out.write(room.metadata().bytes());
        out.writeBoolean(room.members().isPresent());
        if (room.members().isPresent()) {
            out.writeInt(room.members().get().size());
            for (String member : room.members().get()) {
                out.writeUTF(member);
            }
        }
        out.writeBoolean(room.capacity().isPresent());
        if (room.capacity().isPresent()) {
            out.writeInt(room.capacity().getAsInt());
        }
        writeOptional(out, room.rules().subscribe().map(Rule::text));
        writeOptional(out, room.rules().publish().map(Rule::text));
        writeOptional(out, room.rules().presence().map(Rule::text));
    }

    private static void write(DataOutputStream out, Bans bans) throws IOException {
        out.writeInt(bans.until().size());
        for (Map.Entry<String, Instant> ban : bans.until().entrySet()) {
            Instant end = ban.getValue();
            out.writeUTF(ban.getKey());
            out.writeLong(end.getEpochSecond());
            out.writeInt(end.getNano());
        }
    }

    private static void writeOptional(DataOutputStream out, Optional<String> text) throws IOException {
        out.writeBoolean(text.isPresent());
        if (text.isPresent()) {
            out.writeUTF(text.get());
        }
    }

    /** @throws IOException if these are not the bytes of a record that this release wrote */
    static ChannelRecord decode(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte version = in.readByte();
            if (version != VERSION) {
                throw new IOException("no record of version " + version);
            }
            Optional<Room> room = in.readBoolean() ? Optional.of(readRoom(in)) : Optional.empty();
            ChannelRecord record = new ChannelRecord(room, readBans(in));
            if (in.available() > 0) {
                throw new IOException("a record that does not end");
            }
            return record;
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new IOException("a record of what cannot be: " + e.getMessage(), e);
        }
    }

    private static Room readRoom(DataInputStream in) throws IOException {
        Optional<String> type = readOptional(in);
        Payload metadata = Payload.ofUtf8(in.readNBytes(readCount(in, Byte.BYTES)));
        Optional<Set<String>> members = in.readBoolean() ? Optional.of(readMembers(in)) : Optional.empty();
        OptionalInt capacity = in.readBoolean() ? OptionalInt.of(in.readInt()) : OptionalInt.empty();
        return new Room(type, metadata, members, capacity,
                new RoomRules(readOptional(in).map(Rule::new), readOptional(in).map(Rule::new), readOptional(in).map(Rule::new)));
    }

    private static Set<String> readMembers(DataInputStream in) throws IOException {
        int count = readCount(in, MIN_TEXT_BYTES);
        Set<String> members = HashSet.newHashSet(count);
        for (int i = 0; i < count; i++) {
            members.add(in.readUTF());
        }
        return members;
    }

    private static Bans readBans(DataInputStream in) throws IOException {
        int count = readCount(in, MIN_BAN_BYTES);
        Map<String, Instant> until = HashMap.newHashMap(count);
        for (int i = 0; i < count; i++) {
            until.put(in.readUTF(), Instant.ofEpochSecond(in.readLong(), in.readInt()));
        }
        return new Bans(until);
    }

    /** A number of things of at least that size each; no more than can still come, so that no number makes room for what does not. */
    private static int readCount(DataInputStream in, int minBytes) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > in.available() / minBytes) {
            throw new IOException("a record that ends early");
        }
        return count;
    }

    private static Optional<String> readOptional(DataInputStream in) throws IOException {
        return in.readBoolean() ? Optional.of(in.readUTF()) : Optional.empty();
    }
}
