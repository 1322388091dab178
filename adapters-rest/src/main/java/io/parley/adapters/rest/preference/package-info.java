/** What users want to hear, and whether they want to be seen, as servers and they themselves read and change it. */
@NullMarked
package io.parley.adapters.rest.preference;

import org.jspecify.annotations.NullMarked;
