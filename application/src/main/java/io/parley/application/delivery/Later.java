package io.parley.application.delivery;

import java.time.Duration;

/** Does something after a while, between two events of the channel. */
interface Later {
    void after(Duration wait, Runnable step);
}
