/**
 * The inbox in PostgreSQL. {@link io.parley.adapters.postgres.notification.PostgresInbox} runs the statements that stand beside it as files;
 * a notification goes in and out as a {@code NotificationRow}, which MapStruct fills from the domain's record and back.
 *
 * <p>Realm and user are the first columns of every key: one user's inbox is one stretch of each index, and no query can leave it.
 */
@NullMarked
package io.parley.adapters.postgres.notification;

import org.jspecify.annotations.NullMarked;
