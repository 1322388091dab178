/** How the process begins and ends: why the hub could not start, in one line in place of a stack trace, and with which exit code it ends. */
@NullMarked
package io.parley.bootstrap.start;

import org.jspecify.annotations.NullMarked;
