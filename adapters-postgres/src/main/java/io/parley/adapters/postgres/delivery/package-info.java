/**
 * What was said and is not at hand any more: the archive ({@link io.parley.adapters.postgres.delivery.PostgresMessageArchive}), and how far
 * durable subscriptions are in it ({@link io.parley.adapters.postgres.delivery.PostgresDurableCursors}). A statement to a file beside them.
 */
@NullMarked
package io.parley.adapters.postgres.delivery;

import org.jspecify.annotations.NullMarked;
