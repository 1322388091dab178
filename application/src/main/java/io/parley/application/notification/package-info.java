/**
 * What must not be lost: {@link io.parley.application.notification.Notifying} writes it into the
 * {@link io.parley.application.notification.Inbox} first and pushes it to the user's connections after.
 */
@NullMarked
package io.parley.application.notification;

import org.jspecify.annotations.NullMarked;
