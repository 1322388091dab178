package io.parley.application.channel;

/** The contract holds in memory, so that tests on it mean something. */
class InMemoryChannelCopiesTest extends ChannelCopiesContract {
    private final InMemoryChannelCopies.Store store = new InMemoryChannelCopies.Store();

    @Override
    protected ChannelCopies node() {
        return new InMemoryChannelCopies(store);
    }
}
