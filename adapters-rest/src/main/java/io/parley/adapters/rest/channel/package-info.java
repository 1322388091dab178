/** Channels as servers use them: {@code /realtime/channels/{channel}/…}. */
@NullMarked
package io.parley.adapters.rest.channel;

import org.jspecify.annotations.NullMarked;
