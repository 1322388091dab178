package io.parley.application.delivery;

class InMemoryMessageArchiveTest extends MessageArchiveContract {
    private final MessageArchive archive = new InMemoryMessageArchive();

    @Override
    protected MessageArchive archive() {
        return archive;
    }
}
