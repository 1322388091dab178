package io.parley.application.ingest;

/** Where other services say something. */
public sealed interface Source {
    /** Channels on which it is said once: who does not listen misses it. */
    record Channels(SourcePattern pattern) implements Source {
        @Override
        public String toString() {
            return pattern.toString();
        }
    }

    /** A stream in which it stays until it is taken. */
    record Stream(String name) implements Source {
        private static final int MAX_LENGTH = 128;

        /** @throws IllegalArgumentException for an empty or long name, or one of the hub's own */
        public Stream {
            if (name.isBlank() || name.length() > MAX_LENGTH || name.startsWith(SourcePattern.OWN)) {
                throw new IllegalArgumentException(
                        "A stream has 1-" + MAX_LENGTH + " characters and does not begin with " + SourcePattern.OWN + ": '" + name + "'");
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** As it stands in the configuration; short enough for a label. */
    @Override
    String toString();
}
