package io.parley.domain.content;

/** How much HTML may stand in texts. */
public enum Markup {
    /** Whatever is there: texts are not looked at. */
    ANY,
    /** None: of markup its text is left. */
    TEXT,
    /** Text that is emphasised, listed, quoted or linked; no images, styles, scripts or forms. */
    BASIC
}
