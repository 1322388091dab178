/** Settings, one record a concern, and the beans that put use cases and adapters together. */
@NullMarked
package io.parley.bootstrap.configuration;

import org.jspecify.annotations.NullMarked;
