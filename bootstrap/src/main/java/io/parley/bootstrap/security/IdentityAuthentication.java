package io.parley.bootstrap.security;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Scope;

/** An identity in the words of Spring Security: its scopes are the authorities. Holds no secret. */
final class IdentityAuthentication extends AbstractAuthenticationToken {
    private final transient Identity identity;

    IdentityAuthentication(Identity identity) {
        super(AuthorityUtils.createAuthorityList(Arrays.stream(Scope.values()).filter(identity::holds).map(Scope::toString).toList()));
        this.identity = identity;
        setAuthenticated(true);
    }

    @Override
    public Identity getPrincipal() {
        return identity;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IdentityAuthentication that && identity.equals(that.identity);
    }

    @Override
    public int hashCode() {
        return identity.hashCode();
    }
}
