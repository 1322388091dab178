/** What the hub carries and does not look into: {@link io.parley.domain.payload.Payload}, JSON or plain bytes. */
@NullMarked
package io.parley.domain.payload;

import org.jspecify.annotations.NullMarked;
