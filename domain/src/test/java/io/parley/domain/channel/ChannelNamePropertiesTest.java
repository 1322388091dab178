package io.parley.domain.channel;

import java.nio.charset.StandardCharsets;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelNamePropertiesTest {
    private static String unescape(String escaped) {
        byte[] bytes = new byte[escaped.length()];
        int length = 0;
        for (int i = 0; i < escaped.length(); i++) {
            if (escaped.charAt(i) == '=') {
                bytes[length++] = (byte) Integer.parseInt(escaped, i + 1, i + 3, 16);
                i += 2;
            } else {
                bytes[length++] = (byte) escaped.charAt(i);
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static boolean wellFormed(String id) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(id);
    }

    @Property
    void anEscapedIdCanStandInAName(@ForAll @StringLength(min = 1, max = 26) String id) {
        assertThat(ChannelName.isValid("private:user-" + ChannelName.escape(id))).isTrue();
    }

    @Property
    void escapingLosesNothingSoThatTwoUsersNeverShareAChannel(@ForAll @StringLength(max = 26) String id) {
        Assume.that(wellFormed(id));
        assertThat(unescape(ChannelName.escape(id))).isEqualTo(id);
    }
}
