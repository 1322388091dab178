/**
 * What was said and is not at hand any more: the archive, as the table {@code parley.archive}, a statement to a file beside
 * {@link io.parley.adapters.postgres.delivery.PostgresMessageArchive}.
 */
@NullMarked
package io.parley.adapters.postgres.delivery;

import org.jspecify.annotations.NullMarked;
