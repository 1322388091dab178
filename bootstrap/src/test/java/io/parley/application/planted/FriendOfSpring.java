package io.parley.application.planted;

import org.springframework.core.env.Environment;

/** Breaks: the application knows the domain only. */
public record FriendOfSpring(Environment friend) {}
