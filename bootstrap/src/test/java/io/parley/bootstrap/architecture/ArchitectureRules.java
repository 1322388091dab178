package io.parley.bootstrap.architecture;

import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** How the house is built. Each rule has, in {@code …planted} packages of these test sources, somebody who breaks it. */
final class ArchitectureRules {
    private static final String DOMAIN = "io.parley.domain..";
    private static final String APPLICATION = "io.parley.application..";
    private static final String ADAPTERS = "io.parley.adapters..";
    private static final String BOOTSTRAP = "io.parley.bootstrap..";
    private static final String DEV_SERVICES = "io.parley.devservices..";
    private static final String JDK = "java..";
    private static final String JDK_CRYPTOGRAPHY = "javax.crypto..";
    private static final String JSPECIFY = "org.jspecify..";

    static final ArchRule THE_DOMAIN_KNOWS_THE_JDK_ONLY = classes().that().resideInAPackage(DOMAIN).should().onlyDependOnClassesThat()
            .resideInAnyPackage(DOMAIN, JDK, JSPECIFY);

    static final ArchRule THE_DOMAIN_HAS_NO_CLOCK = noClasses().that().resideInAPackage(DOMAIN).should()
            .accessTargetWhere(Forbidden.A_LOOK_AT_THE_CLOCK).orShould().dependOnClassesThat(Forbidden.A_CLOCK)
            .because("time is an argument: Instant now");

    static final ArchRule THE_DOMAIN_HAS_NO_THREADS = noClasses().that().resideInAPackage(DOMAIN).should()
            .dependOnClassesThat(Forbidden.A_THREAD_OR_LOCK).because("the caller says who runs what");

    static final ArchRule THE_DOMAIN_HAS_NO_RANDOMNESS = noClasses().that().resideInAPackage(DOMAIN).should()
            .accessTargetWhere(Forbidden.A_THROW_OF_THE_DICE).orShould().dependOnClassesThat(Forbidden.A_DIE)
            .because("ids and chance are passed in");

    static final ArchRule THE_DOMAIN_DOES_NOT_LOG = noClasses().that().resideInAPackage(DOMAIN).should()
            .dependOnClassesThat(Forbidden.A_LOG).orShould().accessTargetWhere(Forbidden.THE_CONSOLE)
            .because("what happened is in what it returns");

    static final ArchRule THE_APPLICATION_KNOWS_THE_DOMAIN_ONLY = classes().that().resideInAPackage(APPLICATION).should()
            .onlyDependOnClassesThat().resideInAnyPackage(APPLICATION, DOMAIN, JDK, JDK_CRYPTOGRAPHY, JSPECIFY);

    static final ArchRule THE_APPLICATION_IS_GIVEN_TIME_AND_IDS = noClasses().that().resideInAPackage(APPLICATION).should()
            .accessTargetWhere(Forbidden.A_LOOK_AT_THE_CLOCK).orShould().accessTargetWhere(Forbidden.A_THROW_OF_THE_DICE)
            .because("an InstantSource and a Supplier<UUID> are passed in");

    static final ArchRule ADAPTERS_DO_NOT_KNOW_ONE_ANOTHER = slices().matching("io.parley.adapters.(*)..").should().notDependOnEachOther();

    static final ArchRule ADAPTERS_DO_NOT_KNOW_DEV_SERVICES = noClasses().that().resideInAPackage(ADAPTERS).should().dependOnClassesThat()
            .resideInAPackage(DEV_SERVICES);

    static final ArchRule NOBODY_KNOWS_BOOTSTRAP = noClasses().that().resideOutsideOfPackage(BOOTSTRAP).should().dependOnClassesThat()
            .resideInAPackage(BOOTSTRAP);

    static final ArchRule BOOTSTRAP_WORKS_WITHOUT_DEV_SERVICES = noClasses().that().resideInAPackage(BOOTSTRAP).should()
            .dependOnClassesThat().resideInAPackage(DEV_SERVICES).because("the lean jar has none");

    static final ArchRule DEV_SERVICES_KNOW_NO_OTHER_MODULE = noClasses().that().resideInAPackage(DEV_SERVICES).should()
            .dependOnClassesThat().resideInAnyPackage(DOMAIN, APPLICATION, ADAPTERS, BOOTSTRAP);

    static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES = slices().matching("io.parley.(**)").should().beFreeOfCycles();

    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses().should().haveNameMatching(Forbidden.EMPTY_NAMES)
            .because("Impl, Manager, Helper, Util, Service, Port, UseCase, Abstract and Base say nothing");

    static final ArchRule PACKAGES_ARE_NULL_MARKED = classes().should(Forbidden.stayOutOfUnmarkedPackages());

    private ArchitectureRules() {}
}
