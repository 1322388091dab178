package io.parley.application.delivery;

/** The contract holds in memory, so that tests on it mean something. */
class InMemoryBackplaneTest extends BackplaneContract {
    private final InMemoryBackplane.Store store = new InMemoryBackplane.Store();

    @Override
    protected Backplane node() {
        return new InMemoryBackplane(store);
    }
}
