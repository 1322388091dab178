/** Real time for the application's ports. */
@NullMarked
package io.parley.bootstrap.time;

import org.jspecify.annotations.NullMarked;
