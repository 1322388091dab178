/**
 * How the native protocol is spelled: {@link io.parley.adapters.wire.JsonWireFormat} turns bytes into commands and messages into bytes, one
 * JSON object each; {@link io.parley.adapters.wire.MixedWireFormat} sends what is no JSON as it is, in a binary frame. {@code data} passes
 * through as the bytes that came; a client's mistake is told with the place where it was made. What other services say comes in through
 * {@link io.parley.adapters.wire.JsonObjectReader}.
 */
@NullMarked
package io.parley.adapters.wire;

import org.jspecify.annotations.NullMarked;
