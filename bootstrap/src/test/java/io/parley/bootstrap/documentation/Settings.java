package io.parley.bootstrap.documentation;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.unit.DataSize;

import io.parley.bootstrap.configuration.FamiliarNames;
import io.parley.domain.limit.Rate;

/** Every setting of the hub, as the records that they are bound to and {@code application.yaml} say it. */
final class Settings {
    /** @param otherwise what holds if nobody says anything; empty: nothing */
    record Setting(String type, String otherwise) {}

    private static final String ROOT = "parley.";

    private final Map<String, Setting> settings = new TreeMap<>();
    private final StandardEnvironment environment = new StandardEnvironment();
    private final PropertySource<?> yaml;

    private Settings() throws IOException {
        environment.getPropertySources().forEach(source -> environment.getPropertySources().remove(source.getName()));
        yaml = new YamlPropertySourceLoader().load("defaults", new ClassPathResource("application.yaml")).getFirst();
        environment.getPropertySources().addLast(yaml);
        new FamiliarNames().postProcessEnvironment(environment, new SpringApplication());
    }

    /** By their names; a realm's are {@code parley.realms.{name}.…}. */
    static Map<String, Setting> all() throws IOException, ClassNotFoundException {
        Settings found = new Settings();
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        for (var candidate : scanner.findCandidateComponents("io.parley")) {
            Class<?> type = Class.forName(candidate.getBeanClassName());
            found.add(type.getAnnotation(ConfigurationProperties.class).value(), type);
        }
        found.addUnbound();
        return found.settings;
    }

    private void add(String prefix, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            String key = prefix + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            Class<?> inner = inner(component.getGenericType());
            if (inner.isRecord() && inner != Rate.class) {
                add(key + (Map.class == component.getType()
                        ? ".{name}"
                        : Collection.class.isAssignableFrom(component.getType()) ? "[]" : ""),
                        inner);
            } else {
                settings.put(key, new Setting(typeOf(component), otherwise(type, component, key)));
            }
        }
    }

    /** What is in the map or the collection; otherwise the type itself. */
    private static Class<?> inner(Type type) {
        return type instanceof ParameterizedType generic
                ? (Class<?>) generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1]
                : (Class<?>) type;
    }

    private static String typeOf(RecordComponent component) {
        Class<?> type = component.getType();
        if (Collection.class.isAssignableFrom(type)) {
            return "texts";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).map(one -> one.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(Collectors.joining(", "));
        }
        return Map.<Class<?>, String>of(boolean.class, "true, false", Boolean.class, "true, false", int.class, "number", Integer.class,
                "number", Duration.class, "time", DataSize.class, "size", Rate.class, "rate", String.class, "text").get(type);
    }

    /** As the file says it; what it does not name, as the record does. */
    private String otherwise(Class<?> type, RecordComponent component, String key) {
        return inFile(key).orElseGet(() -> inRecord(type, component));
    }

    private static String inRecord(Class<?> type, RecordComponent component) {
        int index = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList().indexOf(component.getName());
        DefaultValue stated = type.getDeclaredConstructors()[0].getParameters()[index].getAnnotation(DefaultValue.class);
        return stated == null ? component.getType() == boolean.class ? "false" : "" : String.join(",", stated.value());
    }

    private Optional<String> inFile(String key) {
        return Optional.ofNullable(environment.getProperty(key.replace("{name}", "default")));
    }

    /** What stands in the file and in no record: it is read otherwise. */
    private void addUnbound() {
        Stream.of(((EnumerablePropertySource<?>) yaml).getPropertyNames()).filter(name -> name.startsWith(ROOT))
                .forEach(name -> {
                    String key = name.replaceFirst("^parley\\.realms\\.default\\.", "parley.realms.{name}.").replaceAll("\\[\\d+]", "[]");
                    if (settings.keySet().stream()
                            .noneMatch(known -> known.equals(key) || known.startsWith(key + "[") || key.startsWith(known + "["))) {
                        settings.put(key, new Setting("", inFile(key).orElse("")));
                    }
                });
    }
}
