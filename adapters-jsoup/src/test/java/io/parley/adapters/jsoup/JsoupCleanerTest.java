package io.parley.adapters.jsoup;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.domain.content.Markup;

import static org.assertj.core.api.Assertions.assertThat;

/** What is left of HTML. */
class JsoupCleanerTest {
    private final JsoupCleaner cleaner = new JsoupCleaner();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"<b>hi</b> you|hi you", "<script>alert(1)</script>hi|hi",
            "<img src=x onerror=alert(1)>|``",
            "<img src=x onerror=alert(1)|``", "a <!-- b --> c|a  c", "x & y <i>z</i>|x &amp; y z", "1 < 2 <b>|`1 &lt; 2 `",
            "ends with <|ends with &lt;",
            "</|&lt;/", "<p>a</p><p>b</p>|ab", "<svg><style><img src=x onerror=alert(1)></style></svg>|``",
            "<b>ä 🦊\u00a0</b>|`ä 🦊&#xa0;`"})
    void ofMarkupTheTextIsLeft(String text, String expected) {
        assertThat(cleaner.clean(text, Markup.TEXT)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"<b>hi</b> you|<b>hi</b> you", "<b onclick=\"x()\">hi</b>|<b>hi</b>",
            "<script>alert(1)</script><em>hi</em>|<em>hi</em>", "<a href=\"javascript:alert(1)\">x</a>|<a rel=\"nofollow\">x</a>",
            "<a href=\"https://x.test/?a=1&amp;b=2\">x</a>|<a href=\"https://x.test/?a=1&amp;b=2\" rel=\"nofollow\">x</a>",
            "<img src=x>|``", "<b>open|<b>open</b>", "<form><input></form>|``",
            "<math><mi><style><img title=\"</style><img src onerror=alert(1)>\"></style></mi></math>|`\"&gt;`"})
    void textMayBeEmphasisedAndLinked(String text, String expected) {
        assertThat(cleaner.clean(text, Markup.BASIC)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hi", "a & b", "&lt;b&gt;", "&copy; \"x\" 'y'", "1 < 2 > 0", "I <3 you", "x <\n y", "\u0000 ä 🦊"})
    void whatCannotBeTakenForATagStaysByteForByte(String text) {
        assertThat(cleaner.clean(text, Markup.TEXT)).isSameAs(text);
        assertThat(cleaner.clean(text, Markup.BASIC)).isSameAs(text);
    }

    @ParameterizedTest
    @EnumSource(names = {"TEXT", "BASIC"})
    void whatIsCleanStaysClean(Markup allowed) {
        String once = cleaner.clean("<div>x < y<b>z</b> &amp; <script>q</script>", allowed);
        assertThat(cleaner.clean(once, allowed)).isEqualTo(once);
    }

    @Test
    void anythingIsNotLookedAt() {
        String text = "<script>";
        assertThat(cleaner.clean(text, Markup.ANY)).isSameAs(text);
    }

    @Test
    void deepMarkupIsBounded() {
        assertThat(cleaner.clean("<b>".repeat(40_000) + "x", Markup.TEXT)).isEqualTo("x");
    }
}
