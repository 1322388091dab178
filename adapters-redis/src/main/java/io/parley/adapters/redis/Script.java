package io.parley.adapters.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;

/** A Lua file of this module. Redis keeps it by its digest; it is sent again when Redis has forgotten it. Thread-safe. */
public final class Script {
    private final String source;

    private Script(String source) {
        this.source = source;
    }

    /** The script of that file name, beside this class. */
    public static Script of(String file) {
        try (InputStream in = Script.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The script " + file + " is not on the class path");
            }
            return new Script(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it for the text that it returns. */
    public String text(RedissonClient redis, List<String> keys, byte[]... arguments) {
        byte[] text = at(redis).eval(RScript.Mode.READ_WRITE, source, RScript.ReturnType.VALUE, List.copyOf(keys), (Object[]) arguments);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Runs it for the number that it returns. */
    public long number(RedissonClient redis, List<String> keys, byte[]... arguments) {
        return at(redis).<Long>eval(RScript.Mode.READ_WRITE, source, RScript.ReturnType.LONG, List.copyOf(keys), (Object[]) arguments);
    }

    /** Runs it for the list that it returns: {@code byte[]} for a text, {@code Long} for a number. */
    public List<Object> list(RedissonClient redis, List<String> keys, byte[]... arguments) {
        return at(redis).eval(RScript.Mode.READ_WRITE, source, RScript.ReturnType.LIST, List.copyOf(keys), (Object[]) arguments);
    }

    private static RScript at(RedissonClient redis) {
        return redis.getScript(ByteArrayCodec.INSTANCE);
    }

    /** A number as a script argument. */
    public static byte[] bytes(long number) {
        return bytes(Long.toString(number));
    }

    /** A text as a script argument. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
