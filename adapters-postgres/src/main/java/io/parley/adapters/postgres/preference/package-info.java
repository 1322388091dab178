/** Users' preferences in PostgreSQL: {@link io.parley.adapters.postgres.preference.PostgresPreferenceStore}, one statement a question. */
@NullMarked
package io.parley.adapters.postgres.preference;

import org.jspecify.annotations.NullMarked;
