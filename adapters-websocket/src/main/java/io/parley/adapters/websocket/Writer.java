package io.parley.adapters.websocket;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that writes to the connections that are its own, and the only one that does. Whoever has something for one of them puts it down there and
 * says so here, which takes a moment and no memory; who has something for many has this thread put it down, which then writes at once. The thread
 * sleeps while there is nothing to do.
 *
 * <p>Errands go before writing: while one waits, or a connection before it could not be written to at once, what is put down is only collected. So
 * the more there is to do the more goes out in one write, and an errand waits no longer than it takes to write to each connection once.
 */
final class Writer implements Runnable, Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    /** So often it looks for errands before it writes what is due. Enough to collect what comes close together, and writing never waits for long. */
    private static final int MAX_LOOKS = 10;

    private final Intake intake = new Intake();
    private final Run run = new Run();
    private final List<Outlet> due = new ArrayList<>();
    /** Busy ones, which are left alone for a moment. */
    private final List<Outlet> resting = new ArrayList<>();
    private long restUntil;
    /** Nothing is known to wait but the errand that is being done, and nothing is being written. */
    private boolean unhurried;
    private final Thread thread;
    private volatile boolean asleep;
    private volatile boolean stopped;

    Writer(String name) {
        thread = Thread.ofPlatform().daemon().name(name).unstarted(this);
    }

    void start() {
        thread.start();
    }

    /** What waits then is not written any more; errands are done all the same. */
    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    /** Does it in this thread, behind what it was given before. From any thread; never blocks. */
    @Override
    public void execute(Runnable task) {
        add(new Intake.Errand(task));
        if (stopped) {
            doErrands(); // Nobody else will.
        }
    }

    /** Something waits there. From any thread; never blocks. */
    void ready(Outlet outlet) {
        if (!outlet.enters()) {
            return;
        }
        if (!thread.equals(Thread.currentThread())) {
            add(outlet);
        } else if (unhurried && due.isEmpty() && intake.isEmpty()) {
            unhurried = false; // While it is written, another may say that it has something, or the same that it has more.
            write(outlet);
            unhurried = true;
        } else {
            due.add(outlet);
        }
    }

    private void add(Intake.Entry entry) {
        intake.add(entry);
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void run() {
        while (!stopped) {
            work();
            sleepUnlessReady();
        }
        doErrands();
    }

    /** Does what is to be done now; true if something is left to write. */
    boolean work() {
        for (int looks = 0; looks < MAX_LOOKS && !intake.isEmpty(); looks++) {
            doErrands();
        }
        writeWhatIsDue();
        if (!resting.isEmpty() && restUntil - System.nanoTime() <= 0) {
            wakeResting();
        }
        return !due.isEmpty() || !resting.isEmpty();
    }

    private void doErrands() {
        for (Intake.Entry entry = intake.takeAll(); entry != null;) {
            Intake.Entry later = entry.next;
            entry.next = null;
            switch (entry) {
                case Intake.Errand errand -> run(errand, later == null);
                case Outlet outlet -> due.add(outlet);
            }
            entry = later;
        }
    }

    private void run(Intake.Errand errand, boolean last) {
        unhurried = last;
        try {
            errand.run();
        } catch (RuntimeException e) {
            LOG.error("An errand failed", e);
        } finally {
            unhurried = false;
        }
    }

    /** Who has more to write then is due again, after all others. */
    private void writeWhatIsDue() {
        int count = due.size();
        for (int i = 0; i < count; i++) {
            write(due.get(i));
        }
        due.subList(0, count).clear();
    }

    private void write(Outlet outlet) {
        long now = System.nanoTime();
        long rest = outlet.rest(now);
        if (rest <= 0) {
            flush(outlet, now);
            return;
        }
        if (resting.isEmpty()) {
            restUntil = now + rest; // The others' rest ends a little early.
        }
        resting.add(outlet);
    }

    private void wakeResting() {
        long now = System.nanoTime();
        for (Outlet outlet : resting) {
            flush(outlet, now);
        }
        resting.clear();
    }

    private void flush(Outlet outlet, long now) {
        outlet.leaves();
        try {
            outlet.flushed(outlet.flush(run), now);
        } catch (RuntimeException e) {
            outlet.failed(e); // One connection's, not the others'.
        }
    }

    private void sleepUnlessReady() {
        asleep = true;
        if (due.isEmpty() && intake.isEmpty() && !stopped) {
            if (resting.isEmpty()) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, restUntil - System.nanoTime());
            }
        }
        asleep = false;
    }
}
