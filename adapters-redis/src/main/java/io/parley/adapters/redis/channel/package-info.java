/** What is known about channels, in copies that all nodes share: kept and forgotten by scripts, spelled by a compact codec. */
@NullMarked
package io.parley.adapters.redis.channel;

import org.jspecify.annotations.NullMarked;
