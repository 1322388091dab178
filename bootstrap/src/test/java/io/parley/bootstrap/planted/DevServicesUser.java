package io.parley.bootstrap.planted;

import io.parley.devservices.testing.TestServers;

/** Breaks: bootstrap works without dev services. */
public final class DevServicesUser {
    public String url() {
        return TestServers.redisUrl();
    }
}
