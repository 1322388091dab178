/**
 * What clients and hub say to each other, free of any spelling: a {@link io.parley.application.protocol.ClientCommand} comes in, a
 * {@link io.parley.application.protocol.ServerMessage} goes out, and a {@link io.parley.application.protocol.WireFormat} spells both.
 */
@NullMarked
package io.parley.application.protocol;

import org.jspecify.annotations.NullMarked;
