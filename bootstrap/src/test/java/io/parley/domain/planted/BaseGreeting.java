package io.parley.domain.planted;

/** Breaks: names say what a class is. */
public interface BaseGreeting {}
