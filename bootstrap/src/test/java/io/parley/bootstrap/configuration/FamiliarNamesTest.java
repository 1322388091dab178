package io.parley.bootstrap.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/** Names that other hubs gave, and what becomes of them in the defaults of this one. */
class FamiliarNamesTest {
    private static String setting(String name, Map<String, Object> variables) throws Exception {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("variables", variables));
        new YamlPropertySourceLoader().load("defaults", new ClassPathResource("application.yaml"))
                .forEach(environment.getPropertySources()::addLast);
        new FamiliarNames().postProcessEnvironment(environment, new SpringApplication());
        return environment.getProperty(name, "");
    }

    static Stream<Arguments> names() {
        return FamiliarNames.NAMES.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(name -> Arguments.of(entry.getKey(), name)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachVariableIsASettingOfTheHub(String setting, String variable) throws Exception {
        assertThat(setting(setting, Map.of(variable, "4711"))).isEqualTo("4711");
    }

    @ParameterizedTest
    @MethodSource("names")
    void anEmptyVariableSaysNothing(String setting, String variable) throws Exception {
        assertThat(setting(setting, Map.of(variable, " "))).isEqualTo(setting(setting, Map.of()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachVariableStandsInTheDocumentBesideItsSetting(String setting, String variable) throws IOException {
        assertThat(Files.readAllLines(Path.of("../docs/configuration.md")))
                .anyMatch(line -> line.contains('`' + variable + '`') && line.contains('`' + setting + '`'));
    }

    @Test
    void aSettingOfTheHubsOwnBeatsThem() throws Exception {
        assertThat(setting("parley.connections.heartbeat-interval",
                Map.of("WS_PING_INTERVAL", "1000", "parley.connections.heartbeat-interval", "2s"))).isEqualTo("2s");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"RATE_LIMIT_MAX_MESSAGES=7 | 7/60000ms",
            "RATE_LIMIT_MAX_MESSAGES=7,RATE_LIMIT_WINDOW_MS=500 | 7/500ms",
            "RATE_LIMIT_MESSAGES_PER_SECOND=5 | 100+5/1s", "RATE_LIMIT_WINDOW_MS=500 | 100+10/1s"})
    void aRateThatWasSaidInPartsIsOne(String variables, String rate) throws Exception {
        Map<String, Object> said = List.of(variables.split(",")).stream().map(one -> one.split("="))
                .collect(Collectors.toMap(one -> one[0], one -> one[1]));
        assertThat(setting("parley.limits.user-messages", said)).isEqualTo(rate);
    }
}
