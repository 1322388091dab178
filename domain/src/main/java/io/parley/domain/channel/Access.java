package io.parley.domain.channel;

import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.Server;

/** Who may do a thing in a channel. Servers' broadcasts do not come this way: their scope decides. */
public enum Access {
    /** Any user, and anonymous ones where the realm admits them. */
    EVERYONE {
        @Override
        public boolean permits(Identity who, ChannelPattern.Match name) {
            return true;
        }
    },
    /** Any user or server. */
    USERS {
        @Override
        public boolean permits(Identity who, ChannelPattern.Match name) {
            return !(who instanceof Anonymous);
        }
    },
    /** The user whose id the name carries. */
    OWNER {
        @Override
        public boolean permits(Identity who, ChannelPattern.Match name) {
            return who.user().map(ChannelName::idOf).filter(id -> name.captured().filter(id::equals).isPresent())
                    .isPresent();
        }
    },
    /** Those who hold the scope {@code admin}. */
    ADMINS {
        @Override
        public boolean permits(Identity who, ChannelPattern.Match name) {
            return who.scopes().contains(Scope.ADMIN);
        }
    },
    /** API keys only. */
    SERVERS {
        @Override
        public boolean permits(Identity who, ChannelPattern.Match name) {
            return who instanceof Server;
        }
    };

    /** Whether that identity may, in a channel of that name. */
    public abstract boolean permits(Identity who, ChannelPattern.Match name);
}
