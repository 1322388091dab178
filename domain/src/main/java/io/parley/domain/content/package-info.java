/** What may stand in the messages of a channel: markup, words, and the same thing again and again. */
@NullMarked
package io.parley.domain.content;

import org.jspecify.annotations.NullMarked;
