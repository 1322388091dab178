package io.parley.application.extension;

import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/** What a client is told whose wish an extension has to grant that does not answer. */
final class CutOff {
    static final Refusal REFUSAL = Refusal.of(ErrorCode.INTERNAL, "An extension of the hub failed");

    private CutOff() {}

    static <T> Outcome<T> refused() {
        return Outcome.refused(REFUSAL);
    }
}
