package io.parley.adapters.rest.planted;

import io.parley.bootstrap.ParleyApplication;

/** Breaks: nobody knows bootstrap. */
public record FriendOfBootstrap(ParleyApplication friend) {}
