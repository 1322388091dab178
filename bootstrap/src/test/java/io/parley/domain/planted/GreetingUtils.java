package io.parley.domain.planted;

/** Breaks: names say what a class is. */
public interface GreetingUtils {
    /** So does this. */
    interface GreetingUtil {}
}
