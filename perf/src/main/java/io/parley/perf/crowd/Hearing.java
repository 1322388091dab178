package io.parley.perf.crowd;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one client has heard of messages that are numbered from 1, and up to which position. It survives the line. */
final class Hearing {
    private static final Pattern NUMBER = Pattern.compile("\"n\":(\\d+)");
    private static final String EPOCH = "\"epoch\":\"";
    private static final String OFFSET = "\"offset\":";

    private String epoch = "";
    private long offset;
    private long newest;
    private long lost;
    private long doubled;
    private long unrecovered;

    /** A text of the hub: a message, or the answer to {@code subscribe} with those that were missed. */
    void text(String text) {
        if (text.contains("\"recovered\":false")) {
            unrecovered++;
        }
        Matcher numbers = NUMBER.matcher(text);
        while (numbers.find()) {
            heard(Long.parseLong(numbers.group(1)));
        }
        remember(text);
    }

    private void heard(long number) {
        if (number <= newest) {
            doubled++;
            return;
        }
        lost += number - newest - 1;
        newest = number;
    }

    // The last one: that of the newest message, or of the answer if no message is in it.
    private void remember(String text) {
        int at = text.lastIndexOf(EPOCH);
        int count = text.lastIndexOf(OFFSET);
        if (at >= 0 && count >= 0) {
            epoch = text.substring(at + EPOCH.length(), text.indexOf('"', at + EPOCH.length()));
            int end = count + OFFSET.length();
            while (end < text.length() && Character.isDigit(text.charAt(end))) {
                end++;
            }
            offset = Long.parseLong(text.substring(count + OFFSET.length(), end));
        }
    }

    /** What {@code subscribe} says of it; nothing for a client that has no position. */
    String recover() {
        return epoch.isEmpty() ? "" : ",\"recover\":{\"epoch\":\"" + epoch + "\",\"offset\":" + offset + '}';
    }

    /** The highest number. */
    long newest() {
        return newest;
    }

    /** How many are missing of all up to that one. */
    long lost(long last) {
        return lost + Math.max(0, last - newest);
    }

    long doubled() {
        return doubled;
    }

    /** How often the hub said that something may be lost; a first subscription, which asks for nothing, is none. */
    long unrecovered() {
        return unrecovered;
    }
}
