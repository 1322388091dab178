package io.parley.application.realm;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.domain.channel.ShippedPolicies;
import io.parley.domain.identity.RealmId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RealmsTest {
    private static final Realm DEFAULT = realm("default");
    private static final Realm SCHOOL = realm("school", "school.example.com", "Learn.Example.Com", "2001:db8::7");

    private final Realms realms = new Realms(List.of(DEFAULT, SCHOOL));

    private static Realm realm(String name, String... hosts) {
        return new Realm(new RealmId(name), Set.of(hosts), ShippedPolicies.BOOK, false, new OriginPolicy(Set.of()), AddressPolicy.ANYBODY);
    }

    @Test
    void aRealmIsFoundByItsId() {
        assertThat(realms.of(new RealmId("school"))).isSameAs(SCHOOL);
    }

    @Test
    void aRealmThatThereIsNotIsAFaultOfWhoAsks() {
        assertThatIllegalArgumentException().isThrownBy(() -> realms.of(new RealmId("nowhere"))).withMessageContaining("nowhere");
    }

    @Test
    void aRealmIsFoundByItsName() {
        assertThat(realms.named("school")).contains(SCHOOL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "", "School", "a/b", "not a realm's name"})
    void aNameThatIsNoRealmsIsNone(String name) {
        assertThat(realms.named(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"school.example.com", "SCHOOL.example.com", "school.example.com:8443", "learn.example.com"})
    void aRealmIsFoundByTheHostWhateverItsPortAndCase(String host) {
        assertThat(realms.calledBy(host)).contains(SCHOOL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":8080", "hub.example.com", "a.school.example.com", "school.example.com.evil.test", "[", "]", "[::1]",
            "[::1]:8080", "[:"})
    void aHostThatIsNoRealmsIsNone(String host) {
        assertThat(realms.calledBy(host)).isEmpty();
    }

    @Test
    void aHostMayBeAnAddressInBrackets() {
        Realms byAddress = new Realms(List.of(DEFAULT, realm("lab", "[2001:db8::9]")));
        assertThat(byAddress.calledBy("[2001:db8::9]:8080")).map(Realm::id).contains(new RealmId("lab"));
        assertThat(byAddress.calledBy("[2001:db8::9]")).map(Realm::id).contains(new RealmId("lab"));
    }

    @Test
    void theHubsOwnRealmIsNobodyElses() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Realms(List.of(DEFAULT, realm("-")))).withMessageContaining("hub's own");
    }

    @Test
    void thereIsAlwaysADefault() {
        assertThat(realms.byDefault()).isSameAs(DEFAULT);
        assertThatIllegalArgumentException().isThrownBy(() -> new Realms(List.of(SCHOOL)));
    }

    @Test
    void aHostBelongsToOneRealm() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Realms(List.of(DEFAULT, SCHOOL, realm("other", "school.example.com"))))
                .withMessageContaining("school");
    }
}
