package io.parley.application.preference;

class InMemoryPreferenceStoreTest extends PreferenceStoreContract {
    private final InMemoryPreferenceStore store = new InMemoryPreferenceStore(new InMemoryPreferenceStore.Store());

    @Override
    protected PreferenceStore store() {
        return store;
    }
}
