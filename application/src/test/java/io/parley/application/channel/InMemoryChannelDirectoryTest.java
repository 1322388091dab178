package io.parley.application.channel;

/** The contract holds in memory, so that tests on it mean something. */
class InMemoryChannelDirectoryTest extends ChannelDirectoryContract {
    private final InMemoryChannelDirectory.Store store = new InMemoryChannelDirectory.Store();

    @Override
    protected ChannelDirectory node() {
        return new InMemoryChannelDirectory(store);
    }
}
