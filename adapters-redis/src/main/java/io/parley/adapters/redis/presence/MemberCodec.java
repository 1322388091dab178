package io.parley.adapters.redis.presence;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Member;

/** A member as bytes: user, name, avatar, each with its length before it. */
public final class MemberCodec {
    private static final int MAX_TEXT = 0xFFFF;

    private MemberCodec() {}

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
