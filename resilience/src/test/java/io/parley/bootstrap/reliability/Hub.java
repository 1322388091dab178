package io.parley.bootstrap.reliability;

import java.net.URI;

/** A node as its clients know it. */
record Hub(String name, String authority) {

    URI realtime() {
        return URI.create("ws://" + authority + "/realtime");
    }

    URI readiness() {
        return URI.create("http://" + authority + "/actuator/health/readiness");
    }
}
