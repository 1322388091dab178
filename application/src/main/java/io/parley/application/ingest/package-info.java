/**
 * What other services say in their own way, beside the server API: a source such as a Redis channel or stream, a rule of the configuration, and
 * the message that comes of the two.
 *
 * <p>An {@link io.parley.application.ingest.IngestRule} names a {@link io.parley.application.ingest.Source} and says with
 * {@link io.parley.domain.payload.Template}s in which channel, as which event and for whom it is said. An adapter hears the source and hands
 * what arrives to the {@link io.parley.application.ingest.Intake}; {@link io.parley.application.ingest.Ingesting} reads it through the
 * {@link io.parley.application.protocol.JsonReader}, maps it and publishes it. What is wrong with it is counted and dropped, and never a failure.
 */
@NullMarked
package io.parley.application.ingest;

import org.jspecify.annotations.NullMarked;
