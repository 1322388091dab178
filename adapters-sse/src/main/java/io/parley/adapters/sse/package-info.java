/**
 * Server-Sent Events: the same sessions as every transport, with a downlink that writes {@code event:} and {@code data:} lines into an open
 * HTTP response. {@link io.parley.adapters.sse.SseServlet} opens the stream, {@link io.parley.adapters.sse.SseDownlink} feeds it.
 */
@NullMarked
package io.parley.adapters.sse;

import org.jspecify.annotations.NullMarked;
