package io.parley.adapters.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import io.parley.application.protocol.ClientCommand;
import io.parley.application.protocol.CommandId;
import io.parley.application.protocol.Decoded;
import io.parley.domain.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

/** Frames as a client sends them, and what they turn out to be. */
final class Frames {
    static final JsonWireFormat FORMAT = new JsonWireFormat();
    static final MixedWireFormat MIXED = new MixedWireFormat();

    private Frames() {}

    static Decoded decoded(String frame) {
        return FORMAT.decode(frame.getBytes(StandardCharsets.UTF_8));
    }

    /** The command in a frame that is one. */
    static ClientCommand command(String frame) {
        assertThat(decoded(frame)).isInstanceOf(Decoded.Command.class);
        return ((Decoded.Command) decoded(frame)).command();
    }

    /** What is made of a frame that is no command. */
    static Decoded.Malformed malformed(byte[] frame) {
        assertThat(FORMAT.decode(frame)).isInstanceOf(Decoded.Malformed.class);
        return (Decoded.Malformed) FORMAT.decode(frame);
    }

    static Decoded.Malformed malformed(String frame) {
        return malformed(frame.getBytes(StandardCharsets.UTF_8));
    }

    /** A binary frame with that header and body. */
    static byte[] binary(String header, byte... body) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(3 + json.length + body.length).put((byte) 1).putShort((short) json.length).put(json).put(body).array();
    }

    /** The message in a binary frame that is one. */
    static ClientCommand.Publish message(byte[] frame) {
        assertThat(MIXED.decodeBinary(frame)).isInstanceOf(Decoded.Command.class);
        return (ClientCommand.Publish) ((Decoded.Command) MIXED.decodeBinary(frame)).command();
    }

    /** What is made of a binary frame that is no message. */
    static Decoded.Malformed malformedBinary(byte[] frame) {
        assertThat(MIXED.decodeBinary(frame)).isInstanceOf(Decoded.Malformed.class);
        return (Decoded.Malformed) MIXED.decodeBinary(frame);
    }

    static Refusal refusal(String frame) {
        return malformed(frame).refusal();
    }

    /** Where the mistake is, as the client is told. */
    static Object pathIn(String frame) {
        return refusal(frame).details().get("path");
    }

    static Map<String, Object> details(String path, String expected, String got) {
        return Map.of("path", path, "expected", expected, "got", got);
    }

    static Optional<CommandId> id(String json) {
        return Optional.of(new CommandId(json));
    }

    /** {@code open} so many times, then {@code close} as often. */
    static String nested(String open, String close, int times) {
        return open.repeat(times) + close.repeat(times);
    }
}
