package io.parley.adapters.redis.ingest;

import java.util.Optional;

import io.parley.application.ingest.IngestRule;
import io.parley.application.ingest.Source;
import io.parley.application.ingest.SourcePattern;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Template;

/** Rules for tests, which look at the source alone. */
final class Rules {
    private Rules() {}

    static IngestRule channels(String pattern) {
        return rule(new Source.Channels(SourcePattern.of(pattern)));
    }

    static IngestRule stream(String name) {
        return rule(new Source.Stream(name));
    }

    private static IngestRule rule(Source source) {
        return new IngestRule(RealmId.DEFAULT, source, Optional.of(Template.of("system:all")), Optional.empty(), Optional.empty(),
                Optional.empty());
    }
}
