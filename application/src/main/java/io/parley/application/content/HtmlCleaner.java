package io.parley.application.content;

import io.parley.domain.content.Markup;

/** Port: takes HTML out of texts. Stateless and thread-safe; costs time in proportion to the text. */
public interface HtmlCleaner {
    /**
     * The text with no more markup in it than is allowed, safe to stand in a page as HTML. What is left of a text that had to be changed is HTML, in
     * which what is no tag is escaped. A text in which nothing could be taken for a tag comes back as it is.
     */
    String clean(String text, Markup allowed);
}
