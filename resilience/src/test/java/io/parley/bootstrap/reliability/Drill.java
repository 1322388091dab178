package io.parley.bootstrap.reliability;

import java.time.Duration;
import java.util.List;

import io.parley.bootstrap.testing.Unique;

/** A fault under load, from the first message to the account. */
record Drill(List<Hub> hubs, String channels, Fault fault, Pace pace) {

    /** Runs one that is brief enough for the build. Its figures stand in the test's output. */
    static Report brief(Site site, String channels, Fault fault, Duration during) {
        return brief(site, channels, fault, Pace.brief(during));
    }

    /** The same, at a pace of its own. */
    static Report brief(Site site, String channels, Fault fault, Pace pace) {
        Report report = new Drill(site.hubs(), channels, fault, pace).run();
        System.out.println(report.text() + report.row());
        return report;
    }

    /** Runs it and returns what happened; nothing in it is judged. */
    Report run() {
        String channel = Unique.channel(channels);
        List<Readiness> readiness = hubs.stream().map(Readiness::of).toList();
        try (Subscribers subscribers = Subscribers.in(channel, hubs, pace.subscribers());
                NumberedLoad load = new NumberedLoad(channel, hubs, Pace.PUBLISHERS, Pace.PER_SECOND)) {
            Course course = course(new Fault.Crowd(channel, subscribers, load));
            load.awaitAcknowledged(pace.settle());
            subscribers.awaitHeard(load.acknowledged(), pace.settle());
            return new Report(fault.name(), Account.of(course, load.sent(), subscribers.journals()), load.troubles(), readiness);
        } finally {
            readiness.forEach(Readiness::close);
            fault.tidy().run();
        }
    }

    private Course course(Fault.Crowd crowd) {
        long loadBegan = System.nanoTime();
        crowd.load().begin();
        Pause.of(pace.before());
        long faultBegan = System.nanoTime();
        fault.begin().accept(crowd);
        fault.heal().ifPresent(heal -> {
            Pause.of(pace.during());
            heal.run();
        });
        long healed = System.nanoTime();
        Pause.of(pace.after());
        crowd.load().stop();
        return new Course(loadBegan, faultBegan, healed, System.nanoTime());
    }
}
