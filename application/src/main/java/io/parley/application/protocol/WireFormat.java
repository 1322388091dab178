package io.parley.application.protocol;

/**
 * Port: one spelling of the protocol. Stateless and thread-safe; one instance serves every connection, and instances are compared by
 * identity when an encoding is shared.
 */
public interface WireFormat {
    /** What a text frame says. Never throws, whatever the bytes: malformed input is a value. Must not keep the array. */
    Decoded decode(byte[] frame);

    /** What a binary frame says, under the same terms. */
    Decoded decodeBinary(byte[] frame);

    /**
     * The message as one frame without transport framing; a text frame is UTF-8 without a line break. The caller owns the array and may share it.
     */
    byte[] encode(ServerMessage message);

    /** Whether the message is encoded as a binary frame. */
    boolean isBinary(ServerMessage message);

    /** The message's type as it stands in the frame, for transports that name it beside. */
    String typeOf(ServerMessage message);
}
