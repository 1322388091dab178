package io.parley.domain.planted;

/** Breaks: the domain does not log. */
public final class Chatty {
    public void say(String text) {
        System.out.println(text);
    }
}
