package io.parley.bootstrap.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.parley.bootstrap.documentation.Settings.Setting;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of settings says what the code does. */
class SettingsTest {
    private static final Pattern ROW = Pattern.compile(
            "\\| `(?<key>parley\\.[^`]+)` \\| (?<type>[^|]*) \\| (?:`(?<otherwise>[^`]*)`)? ?\\| (?<meaning>[^|]+) \\|");

    private static Map<String, Matcher> rows() throws IOException {
        Map<String, Matcher> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("../docs/configuration.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(rows.put(row.group("key"), row)).as("a second row of " + row.group("key")).isNull();
            }
        }
        return rows;
    }

    static Stream<Arguments> settings() throws Exception {
        return Settings.all().entrySet().stream().map(entry -> Arguments.argumentSet(entry.getKey(), entry.getKey(), entry.getValue()));
    }

    @Test
    void everySettingHasARowAndEveryRowASetting() throws Exception {
        assertThat(rows().keySet()).containsExactlyInAnyOrderElementsOf(Settings.all().keySet());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aRowSaysWhatHoldsIfNobodySaysAnything(String key, Setting setting) throws Exception {
        String told = rows().get(key).group("otherwise");
        assertThat(told == null ? "" : told).isEqualTo(setting.otherwise());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aRowSaysWhatKindOfValueItIs(String key, Setting setting) throws Exception {
        String told = rows().get(key).group("type").strip();
        if (setting.type().isEmpty()) {
            assertThat(told).isNotEmpty(); // Nobody binds it.
        } else {
            assertThat(told).isEqualTo(setting.type());
        }
    }
}
