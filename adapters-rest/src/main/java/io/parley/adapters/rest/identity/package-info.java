/** What clients do with their credentials over HTTP: {@link io.parley.adapters.rest.identity.TicketController}. */
@NullMarked
package io.parley.adapters.rest.identity;

import org.jspecify.annotations.NullMarked;
