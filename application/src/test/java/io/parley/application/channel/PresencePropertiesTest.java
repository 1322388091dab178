package io.parley.application.channel;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import io.parley.application.InMemoryNode;
import io.parley.application.protocol.ServerMessage;
import io.parley.application.realm.TestRealms;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.MemberUpdated;
import io.parley.domain.delivery.RosterChange;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.MemberUpdate;
import io.parley.domain.presence.Roster;

import static org.assertj.core.api.Assertions.assertThat;

/** On two nodes, of which one is cut off now and then, everyone's snapshot and what he heard after add up to the roster. */
class PresencePropertiesTest {
    private static final int PEOPLE = 6;
    private static final int ACTS = 6;

    /** A user's connection, and the roster as its client adds it up. */
    private static final class Person {
        final RecordingParticipant connection;
        final Map<String, Member> told = new TreeMap<>();
        boolean there;
        int read;

        Person(int number) {
            // Two connections of each user.
            connection = new RecordingParticipant("c-" + number, OneNode.user("user-" + number / 2));
        }

        void comes(InMemoryNode node) {
            read = connection.offered().size();
            Entry entry = OneNode.valueOf(node.subscribing.enter(connection, OneNode.wish(OneNode.ROOM)));
            int before = connection.offered().size();
            told.clear();
            Roster roster = entry.roster().orElseThrow();
            roster.members().forEach(member -> told.put(member.user().subject(), member));
            node.subscribing.goLive(connection, entry);
            read = before;
            there = true;
        }

        void goes(InMemoryNode node) {
            node.subscribing.leave(connection, OneNode.ROOM);
            there = false;
        }

        /** Adds up what it was told since. */
        void reads() {
            List<ServerMessage> offered = connection.offered();
            offered.subList(read, offered.size()).stream().filter(ServerMessage.Event.class::isInstance)
                    .map(message -> ((ServerMessage.Event) message).event()).filter(RosterChange.class::isInstance)
                    .forEach(event -> add((RosterChange) event));
            read = offered.size();
        }

        private void add(RosterChange change) {
            String user = change.member().user().subject();
            switch (change) {
                case MemberJoined joined -> assertThat(told.put(user, joined.member())).as("who joined is not there yet").isNull();
                case MemberLeft _ -> assertThat(told.remove(user)).as("who left was there").isNotNull();
                case MemberUpdated updated -> assertThat(told.put(user, updated.member())).as("who changed is there").isNotNull();
            }
        }
    }

    @Property(tries = 300)
    void everyoneKnowsWhoIsThere(@ForAll @Size(max = 60) List<@IntRange(max = ACTS * PEOPLE * 2 - 1) Integer> acts) {
        InMemoryNode.Cluster cluster = new InMemoryNode.Cluster();
        List<InMemoryNode> nodes = List.of(new InMemoryNode(cluster, "a", TestRealms.BOTH),
                new InMemoryNode(cluster, "b", TestRealms.BOTH));
        List<Person> people = IntStream.range(0, PEOPLE * 2).mapToObj(Person::new).toList();
        acts.forEach(act -> act(act % ACTS, people.get(act / ACTS), nodes.get(act / ACTS % 2)));
        nodes.forEach(node -> node.backplane.mend());
        nodes.forEach(node -> node.timers.advance(Duration.ofSeconds(10)));
        Roster roster = nodes.getFirst().attendance.roster(OneNode.ROOM_ID);
        people.stream().filter(person -> person.there).forEach(person -> {
            person.reads();
            assertThat(person.told.values()).containsExactlyElementsOf(roster.members());
        });
    }

    private static void act(int act, Person person, InMemoryNode node) {
        switch (act) {
            case 0 -> person.comes(node);
            case 1 -> person.goes(node);
            case 2 -> {
                if (person.there) {
                    OneNode.valueOf(node.showing.update(person.connection, OneNode.ROOM,
                            new MemberUpdate(Map.of("n", Payload.ofJson("" + person.connection.offered().size())))));
                }
            }
            case 3 -> node.backplane.cut();
            case 4 -> node.backplane.hearAgain();
            default -> node.backplane.mend();
        }
    }
}
