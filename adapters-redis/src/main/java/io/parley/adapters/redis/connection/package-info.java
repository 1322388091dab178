/** Who is connected where: nodes ask each other over Pub/Sub; nothing of it is kept. */
@NullMarked
package io.parley.adapters.redis.connection;

import org.jspecify.annotations.NullMarked;
