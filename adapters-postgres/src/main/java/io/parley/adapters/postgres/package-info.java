/**
 * What Parley keeps in PostgreSQL, one package a feature. Here stands what they share: where the database is
 * ({@link io.parley.adapters.postgres.DatabaseUrl}), how an outage is told from a bug ({@link io.parley.adapters.postgres.Outages}), and
 * statements in files of their own ({@link io.parley.adapters.postgres.SqlFile}).
 *
 * <p>The tables are in the schema {@code parley}, made by the migrations under {@code db/migration/parley}. Nothing here is wired by
 * annotation: bootstrap constructs the adapters and lets Flyway run before them.
 */
@NullMarked
package io.parley.adapters.postgres;

import org.jspecify.annotations.NullMarked;
