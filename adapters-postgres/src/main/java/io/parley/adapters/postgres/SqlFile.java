package io.parley.adapters.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Statements that stand in files of their own, beside the class that runs them. */
public final class SqlFile {
    private SqlFile() {}

    /**
     * The text of a file in the owner's package.
     *
     * @throws IllegalStateException if there is none: the build left it out
     */
    public static String read(Class<?> owner, String name) {
        try (InputStream file = owner.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("There is no " + name + " beside " + owner.getName());
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
