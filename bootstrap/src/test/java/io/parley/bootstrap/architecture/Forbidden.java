package io.parley.bootstrap.architecture;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Calendar;
import java.util.Date;
import java.util.Random;
import java.util.Set;
import java.util.Timer;
import java.util.UUID;
import java.util.random.RandomGenerator;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

/** What the rules forbid, in the terms of byte code. Method references count as much as calls. */
final class Forbidden {
    private static final Set<String> SYSTEM_CLOCK = Set.of("currentTimeMillis", "nanoTime");
    private static final Set<String> CLOCK_FACTORIES = Set.of("system", "systemUTC", "systemDefaultZone", "tick", "tickMillis",
            "tickSeconds", "tickMinutes");

    /** Instant.now, LocalDate.now …, Clock.systemUTC …, System.currentTimeMillis, new Date(). */
    static final DescribedPredicate<JavaAccess<?>> A_LOOK_AT_THE_CLOCK = describe("a look at the clock", access -> {
        AccessTarget target = access.getTarget();
        JavaClass owner = target.getOwner();
        return target.getName().equals("now") && owner.getPackageName().startsWith("java.time")
                || owner.isEquivalentTo(System.class) && SYSTEM_CLOCK.contains(target.getName())
                || owner.isAssignableTo(InstantSource.class) && CLOCK_FACTORIES.contains(target.getName())
                || owner.isEquivalentTo(Date.class) && target.getName().equals("<init>") && takesNothing(target)
                || owner.isAssignableTo(Calendar.class) && target.getName().equals("getInstance");
    });
    static final DescribedPredicate<JavaClass> A_CLOCK = describe("are clocks", type -> type.isAssignableTo(InstantSource.class));

    static final DescribedPredicate<JavaClass> A_THREAD_OR_LOCK = describe("are threads, executors, timers or locks",
            type -> type.isAssignableTo(Thread.class) || type.isEquivalentTo(Timer.class) || type.isAssignableTo(ThreadLocal.class)
                    || type.getPackageName().startsWith("java.util.concurrent"));

    static final DescribedPredicate<JavaClass> A_DIE = describe("are sources of chance",
            type -> type.isAssignableTo(RandomGenerator.class) || type.isAssignableTo(Random.class));
    /** Math.random, UUID.randomUUID, and whatever is asked of a generator. */
    static final DescribedPredicate<JavaAccess<?>> A_THROW_OF_THE_DICE = describe("a throw of the dice", access -> {
        AccessTarget target = access.getTarget();
        JavaClass owner = target.getOwner();
        return owner.isEquivalentTo(Math.class) && target.getName().equals("random")
                || owner.isEquivalentTo(UUID.class) && target.getName().equals("randomUUID")
                || A_DIE.test(owner);
    });

    static final DescribedPredicate<JavaClass> A_LOG = describe("are logs",
            type -> type.isAssignableTo(System.Logger.class) || type.getPackageName().startsWith("java.util.logging")
                    || type.getPackageName().startsWith("org.slf4j") || type.isAssignableTo(PrintStream.class));
    static final DescribedPredicate<JavaAccess<?>> THE_CONSOLE = describe("the console",
            access -> access.getTarget().getOwner().isEquivalentTo(System.class)
                    && Set.of("out", "err").contains(access.getTarget().getName()));

    static final String EMPTY_NAMES = ".*[.$]((Abstract|Base)[A-Z0-9]\\w*|\\w*(Impl|Manager|Helper|Utils?|Service|Port|UseCase))";

    private Forbidden() {}

    private static boolean takesNothing(AccessTarget target) {
        return target instanceof AccessTarget.CodeUnitAccessTarget unit && unit.getRawParameterTypes().isEmpty();
    }

    static ArchCondition<JavaClass> stayOutOfUnmarkedPackages() {
        return new ArchCondition<>("be in a package whose package-info says @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().tryGetPackageInfo().filter(info -> info.isAnnotatedWith(NullMarked.class)).isPresent();
                events.add(new SimpleConditionEvent(type, marked, type.getName() + (marked ? " is" : " is not") + " in a marked package"));
            }
        };
    }
}
