package io.parley.adapters.redis.delivery;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.parley.domain.delivery.RosterChange;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.MemberState;
import io.parley.domain.presence.RosterVersion;

/** A member as bytes, each text with its length before it: user, name, avatar; and what he says of himself. */
public final class MemberCodec {
    private static final int MAX_TEXT = 0xFFFF;
    private static final long NEVER = 0;

    private MemberCodec() {}

    /** What writes bytes. */
    public interface Writing {
        /** Writes them. */
        void to(DataOutputStream out) throws IOException;
    }

    /** What that writes. */
    public static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What follows a change that is an update: the names of what changed. */
    public static void writeNames(DataOutputStream out, Set<String> names) throws IOException {
        out.writeInt(names.size());
        for (String name : names) {
            out.writeUTF(name);
        }
    }

    /** Appends the member; its realm is that of the channel and is not repeated. */
    public static void write(DataOutputStream out, Member member) throws IOException {
        writeText(out, member.user().subject());
        writeOptional(out, member.profile().name());
        writeOptional(out, member.profile().avatar());
    }

    /** Reads what {@link #write} wrote. */
    public static Member read(DataInputStream in, RealmId realm) throws IOException {
        return new Member(new UserId(realm, readText(in)), new Profile(readOptional(in), readOptional(in)));
    }

    /** A member, how many there are, and the roster's version: what is known of a change. */
    public record Change(Member member, int count, RosterVersion version) {}

    /** Appends to the member what else is known of the change. The count is all that a node of the first release reads. */
    public static void writeChange(DataOutputStream out, RosterChange change) throws IOException {
        out.writeInt(change.count());
        writeText(out, change.version().era());
        out.writeLong(change.version().number());
        writeState(out, change.member().state());
    }

    /** Reads what {@link #write} and {@link #writeChange} wrote; a node of the first release wrote no more than the count. */
    public static Change readChange(DataInputStream in, RealmId realm) throws IOException {
        Member member = read(in, realm);
        int count = in.readInt();
        if (in.available() == 0) {
            return new Change(member, count, RosterVersion.UNKNOWN);
        }
        RosterVersion version = new RosterVersion(readText(in), in.readLong());
        return new Change(member.as(readState(in)), count, version);
    }

    /** Appends what a member says of himself. */
    public static void writeState(DataOutputStream out, MemberState state) throws IOException {
        out.writeLong(state.awaySince().map(Instant::toEpochMilli).orElse(NEVER));
        out.writeShort(state.data().size());
        for (Map.Entry<String, Payload> one : state.data().entrySet()) {
            writeText(out, one.getKey());
            writeText(out, one.getValue().json());
        }
    }

    /** Reads what {@link #writeState} wrote. */
    public static MemberState readState(DataInputStream in) throws IOException {
        long away = in.readLong();
        Map<String, Payload> data = new HashMap<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            data.put(readText(in), Payload.ofJson(readText(in)));
        }
        return new MemberState(data, away == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(away)));
    }

    // Not writeUTF: its spelling of some characters is Java's own.
    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > MAX_TEXT) {
            throw new IOException("a text of " + utf8.length + " bytes does not fit a member");
        }
        out.writeShort(utf8.length);
        out.write(utf8);
    }

    private static String readText(DataInputStream in) throws IOException {
        byte[] utf8 = new byte[in.readUnsignedShort()];
        in.readFully(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static void writeOptional(DataOutputStream out, Optional<String> text) throws IOException {
        out.writeBoolean(text.isPresent());
        if (text.isPresent()) {
            writeText(out, text.get());
        }
    }

    private static Optional<String> readOptional(DataInputStream in) throws IOException {
        return in.readBoolean() ? Optional.of(readText(in)) : Optional.empty();
    }
}
