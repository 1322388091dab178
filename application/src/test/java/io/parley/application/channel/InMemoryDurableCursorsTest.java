package io.parley.application.channel;

class InMemoryDurableCursorsTest extends DurableCursorsContract {
    private final DurableCursors cursors = new InMemoryDurableCursors(new InMemoryDurableCursors.Store());

    @Override
    protected DurableCursors cursors() {
        return cursors;
    }
}
