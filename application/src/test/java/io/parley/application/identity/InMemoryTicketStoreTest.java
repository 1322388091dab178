package io.parley.application.identity;

import java.time.InstantSource;

/** The contract holds in memory, so that tests on it mean something. */
class InMemoryTicketStoreTest extends TicketStoreContract {
    private final InMemoryTicketStore.Store store = new InMemoryTicketStore.Store(InstantSource.system());

    @Override
    protected TicketStore node() {
        return new InMemoryTicketStore(store);
    }
}
