/** Why the hub could not start: one line that says what to do, in place of a stack trace. */
@NullMarked
package io.parley.bootstrap.start;

import org.jspecify.annotations.NullMarked;
