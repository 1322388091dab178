package io.parley.bootstrap.reliability;

import java.util.List;

import io.parley.bootstrap.testing.Unique;

/** A fault under load, from the first message to the account. */
record Drill(List<Hub> hubs, String channels, Fault fault, Pace pace) {

    /** @return what happened; nothing in it is judged */
    Report run() {
        String channel = Unique.channel(channels);
        List<Readiness> readiness = hubs.stream().map(Readiness::new).toList();
        try (Subscribers subscribers = Subscribers.in(channel, hubs, pace.subscribers());
                NumberedLoad load = new NumberedLoad(channel, hubs, Pace.PUBLISHERS, Pace.PER_SECOND)) {
            Course course = course(new Fault.Crowd(subscribers, load));
            load.awaitAcknowledged(pace.settle());
            subscribers.awaitHeard(load.acknowledged(), pace.settle());
            return new Report(fault.name(), Account.of(course, load.sent(), subscribers.journals()), load.troubles(), readiness);
        } finally {
            readiness.forEach(Readiness::close);
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
        long healed = fault.heal().isPresent() ? System.nanoTime() : faultBegan;
        Pause.of(pace.after());
        crowd.load().stop();
        return new Course(loadBegan, faultBegan, healed, System.nanoTime());
    }
}
