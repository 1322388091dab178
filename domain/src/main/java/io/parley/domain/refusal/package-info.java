/**
 * How the hub says no: a {@link io.parley.domain.refusal.Refusal} is a value with a code that clients may rely on, what was expected and
 * what came. It costs the refused nothing but the refused action: the connection stays unless its life cycle says otherwise.
 */
@NullMarked
package io.parley.domain.refusal;

import org.jspecify.annotations.NullMarked;
