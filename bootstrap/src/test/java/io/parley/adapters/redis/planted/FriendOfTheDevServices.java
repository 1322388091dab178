package io.parley.adapters.redis.planted;

import io.parley.devservices.testing.TestServers;

/** Breaks: adapters do not know the dev services. */
public final class FriendOfTheDevServices {
    public String url() {
        return TestServers.redisUrl();
    }
}
