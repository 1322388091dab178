package io.parley.devservices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

/** The random secrets of one installation: made at its first start, the same ever after. */
final class Secrets {
    /** As much as HS256 wants, and beyond guessing for a password. */
    private static final int BYTES = 32;

    private final Map<Secret, String> values;

    private Secrets(Map<Secret, String> values) {
        this.values = values;
    }

    /** Reads the file, and adds to it what it lacks. */
    static Secrets keptIn(Path file) throws IOException {
        Properties stored = stored(file);
        Map<Secret, String> values = new EnumMap<>(Secret.class);
        boolean complete = true;
        for (Secret secret : Secret.values()) {
            String value = stored.getProperty(secret.key(), "");
            complete &= !value.isBlank();
            values.put(secret, value.isBlank() ? random() : value);
        }
        if (!complete) {
            PrivateFiles.write(file, text(values));
        }
        return new Secrets(values);
    }

    String get(Secret secret) {
        return values.getOrDefault(secret, "");
    }

    private static Properties stored(Path file) throws IOException {
        var stored = new Properties();
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                stored.load(in);
            }
        }
        return stored;
    }

    private static String text(Map<Secret, String> values) {
        var text = new StringBuilder(
                "# The secrets of this installation, made at its first start. PostgreSQL keeps its password: do not delete this file.\n");
        values.forEach((secret, value) -> text.append(secret.key()).append('=').append(value).append('\n'));
        return text.toString();
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
