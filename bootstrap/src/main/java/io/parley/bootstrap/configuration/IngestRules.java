package io.parley.bootstrap.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.parley.application.ingest.IngestRule;
import io.parley.application.ingest.Source;
import io.parley.application.ingest.SourcePattern;
import io.parley.bootstrap.start.StartFailure;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Template;

/**
 * The configured rules for what other services say, of all realms.
 *
 * @param rules in their order
 */
record IngestRules(List<IngestRule> rules) {
    /** @throws StartFailure naming the key of the first mistake */
    static IngestRules of(Map<String, RealmSettings> realms) {
        List<IngestRule> rules = new ArrayList<>();
        realms.forEach((realm, settings) -> {
            for (int i = 0; i < settings.ingest().size(); i++) {
                rules.add(rule("parley.realms." + realm + ".ingest[" + i + "]", new RealmId(realm), settings.ingest().get(i)));
            }
        });
        return new IngestRules(List.copyOf(rules));
    }

    private static IngestRule rule(String key, RealmId realm, IngestRuleSettings settings) {
        Source source = source(key, settings);
        Optional<Template> channel = template(key + ".channel", settings.channel());
        Optional<Template> to = template(key + ".to", settings.to());
        Optional<Template> event = template(key + ".event", settings.event());
        try {
            return new IngestRule(realm, source, channel, to, event, Optional.ofNullable(settings.data()));
        } catch (IllegalArgumentException e) {
            throw wrong(key, e);
        }
    }

    private static Source source(String key, IngestRuleSettings settings) {
        String pattern = settings.pattern();
        String stream = settings.stream();
        if ((pattern == null) == (stream == null)) {
            throw new StartFailure(key + " needs a pattern or a stream, and not both");
        }
        try {
            return pattern != null ? new Source.Channels(SourcePattern.of(pattern)) : new Source.Stream(String.valueOf(stream));
        } catch (IllegalArgumentException e) {
            throw wrong(key + (pattern != null ? ".pattern" : ".stream"), e);
        }
    }

    private static Optional<Template> template(String key, @Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Template::of);
        } catch (IllegalArgumentException e) {
            throw wrong(key, e);
        }
    }

    private static StartFailure wrong(String key, IllegalArgumentException mistake) {
        return new StartFailure(key + ": " + mistake.getMessage());
    }
}
