package io.parley.application.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A message on its way to any number of receivers, encoded at most once per wire format and form, and shared from then on. Thread-safe.
 */
public final class EncodedMessage {
    private final ServerMessage message;
    private volatile @Nullable Encoding encodings;

    /** What is made of a message once for all who receive it that way. Thread-safe; compared with {@code equals}. */
    @FunctionalInterface
    public interface Form {
        /** The message in this form; may ask it for others. The array is shared from then on. */
        byte[] of(EncodedMessage message);
    }

    private static final class Encoding {
        final Object form;
        final byte[] bytes;
        final @Nullable Encoding next;

        Encoding(Object form, byte[] bytes, @Nullable Encoding next) {
            this.form = form;
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
        byte[] known = find(format);
        return known != null ? known : make(format, _ -> format.encode(message));
    }

    /** The message in that form; the array is shared and must not be written to. */
    public byte[] as(Form form) {
        byte[] known = find(form);
        return known != null ? known : make(form, form);
    }

    private synchronized byte[] make(Object key, Form form) {
        byte[] known = find(key);
        if (known == null) {
            known = form.of(this);
            encodings = new Encoding(key, known, encodings);
        }
        return known;
    }

    // There are as many forms as an installation speaks, a few: a list is the fastest map.
    private byte @Nullable [] find(Object form) {
        for (Encoding encoding = encodings; encoding != null; encoding = encoding.next) {
            if (encoding.form.equals(form)) {
                return encoding.bytes;
            }
        }
        return null;
    }
}
