/** Who is connected, and how servers end connections. */
@NullMarked
package io.parley.adapters.rest.connection;

import org.jspecify.annotations.NullMarked;
