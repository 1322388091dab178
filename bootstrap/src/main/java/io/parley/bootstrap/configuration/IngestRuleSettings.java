package io.parley.bootstrap.configuration;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of another service's messages, as it is configured: docs/ingest.md says what a template is.
 *
 * @param pattern Redis channels, e.g. {@code job-updates} or {@code booking:*}; this or {@code stream}
 * @param stream  a Redis stream
 * @param channel a template: in which channel it is said; this, or {@code to}, or both
 * @param to      a template: for which one user, if the message names him
 * @param event   a template: as which event; otherwise the entry's own, or the source's name
 * @param data    the path of the field that is passed on; otherwise the whole object
 */
public record IngestRuleSettings(@Nullable String pattern, @Nullable String stream, @Nullable String channel, @Nullable String to,
        @Nullable String event, @Nullable String data) {}
