package io.parley.application.channel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;

import io.parley.domain.channel.Rule;
import io.parley.domain.delivery.Audience;
import io.parley.domain.delivery.Message;
import io.parley.domain.payload.Payload;

/** Tells whether two messages say the same. */
public final class Fingerprint {
    private Fingerprint() {}

    /** The same for the same event with the same data, byte for byte, to the same audience; not for others. */
    static String of(Message message) {
        return of(message.event(), message.data(), text(message.audience()));
    }

    /** The same for the same event with the same data, byte for byte. */
    public static String of(String event, Payload data) {
        return of(event, data, "");
    }

    private static String of(String event, Payload data, String audience) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(event.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(data.bytes());
            digest.update((byte) 0);
            digest.update(audience.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** The same on every node for the same audience, in whatever order it was written. */
    private static String text(Audience audience) {
        return audience.to().map(TreeSet::new) + "\n" + new TreeSet<>(audience.withoutUsers()) + "\n"
                + new TreeSet<>(audience.withoutConnections()) + "\n" + audience.filter().map(Rule::text);
    }
}
