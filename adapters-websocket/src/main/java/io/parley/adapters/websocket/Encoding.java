package io.parley.adapters.websocket;

import io.parley.application.protocol.EncodedMessage;

/**
 * How messages become frames for one kind of client. Clients of a kind share it, and each frame. Thread-safe.
 *
 * @param plain    finished frames
 * @param deflated the same compressed
 * @param most     how large a payload may be that is compressed; 0: none is
 * @param folds    whether the client takes several messages in a frame
 */
record Encoding(Frames plain, DeflatedFrames deflated, int most, boolean folds) {
    /** The finished frame of a message, made for its first receiver. Nobody may change it. */
    byte[] frame(EncodedMessage message) {
        return most > 0 && plain.payload(message).length <= most ? message.as(deflated) : message.as(plain);
    }

    /** Puts several messages into one frame, if the client takes that. */
    void fold(Run run) {
        if (folds && run.size() > 1) {
            Ndjson.join(run.frames());
        }
    }
}
