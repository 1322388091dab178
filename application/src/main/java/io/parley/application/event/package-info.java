/** What the hub tells about itself: to logs, metrics and, in time, to extensions. Nothing in the hub waits for a listener. */
@NullMarked
package io.parley.application.event;

import org.jspecify.annotations.NullMarked;
