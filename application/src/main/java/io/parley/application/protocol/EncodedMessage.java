package io.parley.application.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A message on its way to any number of receivers, encoded at most once per wire format and shared from then on. Thread-safe.
 */
public final class EncodedMessage {
    private final ServerMessage message;
    private volatile @Nullable Encoding encodings;

    private static final class Encoding {
        final WireFormat format;
        final byte[] bytes;
        final @Nullable Encoding next;

        Encoding(WireFormat format, byte[] bytes, @Nullable Encoding next) {
            this.format = format;
            this.bytes = bytes;
            this.next = next;
        }
    }

    /** Nothing is encoded until a receiver asks. */
    public EncodedMessage(ServerMessage message) {
        this.message = message;
    }

    /** The message itself. */
    public ServerMessage message() {
        return message;
    }

    /** The message in that format; the array is shared and must not be written to. */
    public byte[] bytes(WireFormat format) {
        Encoding found = find(format);
        return found != null ? found.bytes : encode(format);
    }

    private synchronized byte[] encode(WireFormat format) {
        Encoding found = find(format);
        if (found == null) {
            found = new Encoding(format, format.encode(message), encodings);
            encodings = found;
        }
        return found.bytes;
    }

    // There are as many formats as an installation speaks, one or two: a list is the fastest map.
    private @Nullable Encoding find(WireFormat format) {
        for (Encoding encoding = encodings; encoding != null; encoding = encoding.next) {
            if (encoding.format.equals(format)) {
                return encoding;
            }
        }
        return null;
    }
}
