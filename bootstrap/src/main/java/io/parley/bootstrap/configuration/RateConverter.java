package io.parley.bootstrap.configuration;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

import io.parley.domain.limit.Rate;

/**
 * Rates as they are configured: {@code 100/1m} is a hundred in a minute, all at once if need be; {@code 100+10/1s} is a hundred at once and ten a
 * second in the long run.
 */
@Component
@ConfigurationPropertiesBinding
final class RateConverter implements Converter<String, Rate> {
    private static final Pattern FORM = Pattern
            .compile("(?<burst>[1-9][0-9]{0,6})(\\+(?<refill>[1-9][0-9]{0,6}))?/(?<time>[0-9]+(ms|s|m|h))");

    @Override
    public Rate convert(String text) {
        Matcher rate = FORM.matcher(text.strip());
        if (!rate.matches()) {
            throw new IllegalArgumentException(
                    "A rate is like 100/1m, or 100+10/1s for a hundred at once and then ten a second, not '" + text + "'");
        }
        int burst = Integer.parseInt(rate.group("burst"));
        int refill = rate.group("refill") == null ? burst : Integer.parseInt(rate.group("refill"));
        Duration time = DurationStyle.SIMPLE.parse(rate.group("time"));
        return new Rate(burst, time.dividedBy(refill));
    }
}
