package io.parley.domain.planted;

import org.slf4j.Logger;

/** Breaks: the domain knows the JDK only, and does not log. */
public record FriendOfSlf4j(Logger log) {}
