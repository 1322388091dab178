package io.parley.adapters.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.redisson.api.RBatch;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;

/** A Lua file of this module. Redis keeps it by its digest; it is sent again when Redis has forgotten it. Thread-safe. */
public final class Script {
    private final String source;
    private final String digest;

    private Script(String source) {
        this.source = source;
        digest = digestOf(source);
    }

    /** The script of those files, one after the other, beside this class. */
    public static Script of(String... files) {
        return new Script(Arrays.stream(files).map(Script::read).collect(Collectors.joining("\n")));
    }

    private static String read(String file) {
        try (InputStream in = Script.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The script " + file + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digestOf(String source) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(source.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-1", e);
        }
    }

    /** Puts a call of it, for its text, into a batch; it fails with {@link #isUnknown} if Redis does not know it (any more). */
    public CompletionStage<byte[]> call(RBatch batch, List<String> keys, byte[]... arguments) {
        return batch.getScript(ByteArrayCodec.INSTANCE).evalShaAsync(RScript.Mode.READ_WRITE, digest, RScript.ReturnType.VALUE,
                List.copyOf(keys), (Object[]) arguments);
    }

    /** Sends it to the server that has that key. */
    public CompletionStage<String> load(RedissonClient redis, String key) {
        return at(redis).scriptLoadAsync(key, source);
    }

    /** As {@link #number}, without waiting for it. */
    public CompletionStage<Long> numberAsync(RedissonClient redis, List<String> keys, byte[]... arguments) {
        return at(redis).evalAsync(RScript.Mode.READ_WRITE, source, RScript.ReturnType.LONG, List.copyOf(keys), (Object[]) arguments);
    }

    /** What a script returned, as text. */
    public static String text(byte[] answer) {
        return new String(answer, StandardCharsets.UTF_8);
    }

    /** Whether that is what Redis says of a script that it was not sent, or has forgotten. */
    public static boolean isUnknown(@Nullable Throwable failure) {
        return failure != null && failure.getMessage() != null && failure.getMessage().contains("NOSCRIPT");
    }

    /** Runs it for the text that it returns. */
    public String text(RedissonClient redis, List<String> keys, byte[]... arguments) {
        byte[] text = at(redis).eval(RScript.Mode.READ_WRITE, source, RScript.ReturnType.VALUE, List.copyOf(keys), (Object[]) arguments);
        return text(text);
    }

    /** Runs it for the bytes that it returns, if it returns any. */
    public Optional<byte[]> value(RedissonClient redis, List<String> keys, byte[]... arguments) {
        byte @Nullable [] value = at(redis).eval(RScript.Mode.READ_WRITE, source, RScript.ReturnType.VALUE, List.copyOf(keys),
                (Object[]) arguments);
        return Optional.ofNullable(value);
    }

    /** Runs it for the number that it returns. */
    public long number(RedissonClient redis, List<String> keys, byte[]... arguments) {
        return at(redis).<Long>eval(RScript.Mode.READ_WRITE, source, RScript.ReturnType.LONG, List.copyOf(keys), (Object[]) arguments);
    }

    /** Runs it for the list that it returns: {@code byte[]} for a text, {@code Long} for a number. */
    public List<Object> list(RedissonClient redis, List<String> keys, byte[]... arguments) {
        return at(redis).eval(RScript.Mode.READ_WRITE, source, RScript.ReturnType.LIST, List.copyOf(keys), (Object[]) arguments);
    }

    /** As {@link #list}, without waiting for it. */
    public CompletionStage<List<Object>> listLater(RedissonClient redis, List<String> keys, byte[]... arguments) {
        return at(redis).evalAsync(RScript.Mode.READ_WRITE, source, RScript.ReturnType.LIST, List.copyOf(keys), (Object[]) arguments);
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
