/** What is kept for a user until he reads it: written first, pushed after, found again by whoever was offline. */
@NullMarked
package io.parley.domain.notification;

import org.jspecify.annotations.NullMarked;
