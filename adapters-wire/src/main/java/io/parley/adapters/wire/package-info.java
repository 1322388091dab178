/**
 * How the native protocol is spelled: {@link io.parley.adapters.wire.JsonWireFormat} turns bytes into commands and messages into bytes, one
 * JSON object each. {@code data} passes through as the bytes that came; a client's mistake is told with the place where it was made.
 */
@NullMarked
package io.parley.adapters.wire;

import org.jspecify.annotations.NullMarked;
