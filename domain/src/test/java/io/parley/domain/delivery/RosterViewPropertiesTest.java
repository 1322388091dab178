package io.parley.domain.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.MemberState;
import io.parley.domain.presence.MemberUpdate;
import io.parley.domain.presence.Roster;
import io.parley.domain.presence.RosterVersion;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is lost, doubled, late or out of order: what is told adds up to the roster. */
class RosterViewPropertiesTest {
    private static final ChannelId CHANNEL = new ChannelId(RealmId.DEFAULT, new ChannelName("chat:1"));
    private static final int USERS = 6;
    /** Half of what may happen are changes of the roster, for each user; the rest is what may become of the news of them. */
    private static final int CHANGES = USERS * 2;
    private static final int ACTS = CHANGES * 2;

    /** The roster as the store has it, and the news of its changes that are under way. */
    private static final class Store {
        private final Map<String, Member> members = new TreeMap<>();
        private final List<RosterChange> news = new ArrayList<>();
        private final List<Roster> past = new ArrayList<>();
        private int era;
        private long number;

        Roster roster() {
            return new Roster(List.copyOf(members.values()), new RosterVersion("era-" + era, number));
        }

        void comeOrGo(String user) {
            past.add(roster());
            number++;
            Member gone = members.remove(user);
            if (gone == null) {
                members.put(user, new Member(new UserId(RealmId.DEFAULT, user), Profile.UNKNOWN));
                news.add(new MemberJoined(CHANNEL, members.get(user), members.size(), roster().version()));
            } else {
                news.add(new MemberLeft(CHANNEL, gone, members.size(), roster().version()));
            }
        }

        void update(String user) {
            Member member = members.get(user);
            if (member != null) {
                past.add(roster());
                number++;
                MemberState state = member.state().with(new MemberUpdate(Map.of("n", Payload.ofJson(Long.toString(number)))));
                members.put(user, member.as(state));
                news.add(new MemberUpdated(CHANNEL, members.get(user), Set.of("n"), members.size(), roster().version()));
            }
        }

        void loseItsMemory() {
            era++;
            number = 0;
            members.clear();
            past.clear();
        }
    }

    /** Who was told everything, and adds it up. */
    private static final class Listener {
        private final Map<String, Member> told = new TreeMap<>();
        private final RosterView view;

        Listener(int limit) {
            view = new RosterView(CHANNEL, limit);
        }

        void hears(RosterChange change) {
            boolean counted = view.isLarge();
            if (view.apply(change) == RosterView.Arrival.NEXT && !counted && !view.isLarge()) {
                add(change);
            }
        }

        void reads(Roster roster) {
            boolean first = !view.isKnown();
            RosterView.Reading reading = view.reconcile(roster);
            reading.differences().forEach(this::add);
            if (first || reading.whole()) {
                told.clear();
                view.roster().members().forEach(member -> told.put(member.user().subject(), member));
            }
        }

        private void add(RosterChange change) {
            String user = change.member().user().subject();
            switch (change) {
                case MemberJoined joined -> assertThat(told.put(user, joined.member())).as("who joined is not there yet").isNull();
                case MemberLeft _ -> assertThat(told.remove(user)).as("who left was there").isNotNull();
                case MemberUpdated updated -> assertThat(told.put(user, updated.member())).as("who changed is there").isNotNull();
            }
            assertThat(change.count()).isEqualTo(told.size());
        }
    }

    private static void act(int act, int which, Store store, Listener listener) {
        if (act < USERS) {
            store.comeOrGo("user-" + act);
        } else if (act < CHANGES) {
            store.update("user-" + (act - USERS));
        } else if (act == CHANGES) {
            listener.reads(store.roster());
        } else if (act == CHANGES + 1 && !store.past.isEmpty()) {
            listener.reads(store.past.get(which % store.past.size()));
        } else if (act == CHANGES + 2 && which == 0) {
            store.loseItsMemory();
            listener.reads(store.roster());
        } else if (!store.news.isEmpty()) {
            newsOf(act, which % store.news.size(), store, listener);
        }
    }

    private static void newsOf(int act, int which, Store store, Listener listener) {
        switch (act % 6) {
            case 0 -> store.news.remove(which);
            case 1 -> listener.hears(store.news.get(which));
            case 2 -> listener.hears(store.news.remove(which));
            default -> listener.hears(store.news.removeFirst());
        }
    }

    private static void happen(List<Integer> acts, Store store, Listener listener) {
        for (int i = 0; i < acts.size(); i++) {
            act(acts.get(i), i == 0 ? 0 : acts.get(i - 1), store, listener);
        }
        listener.reads(store.roster());
    }

    @Property
    void theSnapshotAndTheDifferencesAreTheRoster(@ForAll @Size(max = 120) List<@IntRange(max = ACTS - 1) Integer> acts) {
        Store store = new Store();
        Listener listener = new Listener(USERS);
        happen(acts, store, listener);
        assertThat(listener.told).isEqualTo(store.members);
        assertThat(listener.view.roster()).isEqualTo(store.roster());
    }

    @Property
    void whatArrivesInTurnNeedsNoReading(@ForAll @Size(max = 120) List<@IntRange(max = CHANGES - 1) Integer> acts) {
        Store store = new Store();
        Listener listener = new Listener(USERS);
        listener.reads(store.roster());
        acts.forEach(act -> act(act, 0, store, listener));
        assertThat(store.news).allMatch(change -> listener.view.apply(change) == RosterView.Arrival.NEXT);
        assertThat(listener.view.roster()).isEqualTo(store.roster());
    }

    @Property
    void aRosterThatIsTooLargeIsCountedAndToldWholeAgain(@ForAll @Size(max = 120) List<@IntRange(max = ACTS - 1) Integer> acts,
            @ForAll @IntRange(min = 1, max = USERS) int limit) {
        Store store = new Store();
        Listener listener = new Listener(limit);
        happen(acts, store, listener);
        assertThat(listener.view.count()).isEqualTo(store.members.size());
        assertThat(listener.view.roster().members()).hasSizeLessThanOrEqualTo(limit);
        if (listener.view.isLarge()) {
            assertThat(store.members.size()).isGreaterThanOrEqualTo((limit * 9 + 9) / 10);
        } else {
            assertThat(listener.told).isEqualTo(store.members);
        }
    }
}
