package io.parley.application.delivery;

class InMemoryArchiveQueueTest extends ArchiveQueueContract {
    private final InMemoryBackplane.Store store = new InMemoryBackplane.Store();

    @Override
    protected Backplane backplane() {
        return new InMemoryBackplane(store);
    }

    @Override
    protected ArchiveQueue queue() {
        return new InMemoryArchiveQueue(store);
    }
}
