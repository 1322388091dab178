package io.parley.domain.channel;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelNamePropertiesTest {
    @Provide
    Arbitrary<String> names() {
        return Arbitraries.oneOf(Arbitraries.strings().withChars("user.:-=@,aZ9_").ofMinLength(1).ofMaxLength(255),
                Arbitraries.strings().withChars("ada.:=7C").ofMaxLength(250).map(rest -> "user:" + rest),
                Arbitraries.strings().withChars("ada.:=7C").ofMaxLength(250).map(rest -> "user." + rest)).filter(ChannelName::isValid);
    }

    @Property
    void anEscapedIdCanStandInAName(@ForAll @StringLength(min = 1, max = 26) String id) {
        assertThat(ChannelName.isValid("private:user-" + ChannelName.escape(id))).isTrue();
    }

    @Property
    void everyNameHasOneCanonicalSpellingThatIsANameToo(@ForAll("names") String value) {
        ChannelName canonical = new ChannelName(value).canonical();
        assertThat(canonical.canonical()).isEqualTo(canonical);
    }
}
