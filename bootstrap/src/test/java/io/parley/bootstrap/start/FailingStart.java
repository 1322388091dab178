package io.parley.bootstrap.start;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.util.function.SingletonSupplier;

import io.parley.bootstrap.ParleyApplication;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An attempt to start a hub with settings of which one is wrong. */
final class FailingStart {
    /** Stands in settings; never in what is said about them. */
    static final String PASSWORD = "pass-of-nobody";

    /** One for all: a hub that does not start leaves nothing in it but its tables, and to make them takes longer than to find the mistake. */
    private static final Supplier<String> DATABASE = SingletonSupplier.of(TestServers::freshDatabaseUrl);

    private final Map<String, String> settings = new LinkedHashMap<>();

    FailingStart with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    FailingStart withServers() {
        return with("REDIS_URL", TestServers.redisUrl()).with("DATABASE_URL", DATABASE.get());
    }

    /** Tries to start, and returns what stands on standard error. */
    String failure(CapturedOutput output) {
        settings.putIfAbsent("server.port", "0");
        settings.putIfAbsent("parley.dev.enabled", "false");
        settings.putIfAbsent("JWT_SECRET", TestTokens.SECRET);
        String[] arguments = settings.entrySet().stream().map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        assertThatThrownBy(() -> new SpringApplicationBuilder(ParleyApplication.class).registerShutdownHook(false).run(arguments).close())
                .isInstanceOf(Exception.class);
        assertThat(output.getOut()).doesNotContain(PASSWORD);
        return output.getErr();
    }

    static void assertOneLine(String errors, String... words) {
        assertThat(errors.lines()).singleElement().asString().startsWith("parley: cannot start: ").contains(words)
                .doesNotContain(PASSWORD);
    }
}
