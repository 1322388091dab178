package io.parley.adapters.jsoup;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document.OutputSettings;
import org.jsoup.nodes.Entities.EscapeMode;
import org.jsoup.safety.Safelist;

import io.parley.application.content.HtmlCleaner;
import io.parley.domain.content.Markup;

/** Parses a text as a browser would, and writes what is allowed of it anew. */
public final class JsoupCleaner implements HtmlCleaner {
    @Override
    public String clean(String text, Markup allowed) {
        return switch (allowed) {
            case ANY -> text;
            case TEXT -> isPlain(text) ? text : clean(text, Safelist.none());
            case BASIC -> isPlain(text) ? text : clean(text, Safelist.basic());
        };
    }

    /**
     * Whether nothing in it begins a tag, even if other texts stand before it and behind it. An arrow or a comparison is no tag; one at the very end could
     * become one.
     */
    private static boolean isPlain(String text) {
        for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
            if (at + 1 == text.length() || !(Character.isWhitespace(text.charAt(at + 1)) || isDigit(text.charAt(at + 1)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static String clean(String text, Safelist allowed) {
        // Settings and lists can be changed, so each text has its own. Escaped as XML, where only what has to be is.
        return Jsoup.clean(text, "", allowed, new OutputSettings().prettyPrint(false).escapeMode(EscapeMode.xhtml));
    }
}
