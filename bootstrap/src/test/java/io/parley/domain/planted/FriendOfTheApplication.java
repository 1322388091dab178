package io.parley.domain.planted;

import io.parley.application.Unavailable;

/** Breaks: the domain knows the JDK only. */
public record FriendOfTheApplication(Unavailable friend) {}
