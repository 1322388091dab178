/** HTML as <a href="https://jsoup.org">jsoup</a> reads it, which is as browsers do. */
@NullMarked
package io.parley.adapters.jsoup;

import org.jspecify.annotations.NullMarked;
