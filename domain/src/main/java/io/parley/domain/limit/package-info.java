/** How much of something may pass. */
@NullMarked
package io.parley.domain.limit;

import org.jspecify.annotations.NullMarked;
