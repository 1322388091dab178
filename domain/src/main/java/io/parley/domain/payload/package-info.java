/**
 * What the hub carries: {@link io.parley.domain.payload.Payload}, JSON or plain bytes. It does not look into it, unless a rule of the
 * configuration names fields in a {@link io.parley.domain.payload.Template}.
 */
@NullMarked
package io.parley.domain.payload;

import org.jspecify.annotations.NullMarked;
