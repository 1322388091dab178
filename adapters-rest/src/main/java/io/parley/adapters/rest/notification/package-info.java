/** Notifications as servers send and users read them: {@code /realtime/notifications}. */
@NullMarked
package io.parley.adapters.rest.notification;

import org.jspecify.annotations.NullMarked;
