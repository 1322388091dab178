package io.parley.bootstrap.architecture;

import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.parley.adapters.redis.planted.FriendOfPostgres;
import io.parley.adapters.redis.planted.FriendOfTheDevServices;
import io.parley.adapters.rest.planted.FriendOfBootstrap;
import io.parley.application.planted.DateStamping;
import io.parley.application.planted.DiceRolling;
import io.parley.application.planted.FriendOfSpring;
import io.parley.bootstrap.planted.DevServicesUser;
import io.parley.devservices.planted.FriendOfTheDomain;
import io.parley.domain.planted.AbstractGreeting;
import io.parley.domain.planted.BaseGreeting;
import io.parley.domain.planted.Chatty;
import io.parley.domain.planted.ClockReader;
import io.parley.domain.planted.ClockReference;
import io.parley.domain.planted.Dice;
import io.parley.domain.planted.FriendOfSlf4j;
import io.parley.domain.planted.FriendOfTheApplication;
import io.parley.domain.planted.GreetingHelper;
import io.parley.domain.planted.GreetingImpl;
import io.parley.domain.planted.GreetingManager;
import io.parley.domain.planted.GreetingPort;
import io.parley.domain.planted.GreetingService;
import io.parley.domain.planted.GreetingUseCase;
import io.parley.domain.planted.GreetingUtils;
import io.parley.domain.planted.Locked;
import io.parley.domain.planted.Threaded;
import io.parley.domain.plantedhen.Hen;
import io.parley.domain.plantedhen.egg.Egg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/** Each rule holds, and each rule is able to fail. */
class ArchitectureTest {
    private static JavaClasses production;

    @BeforeAll
    static void readTheProductionClasses() {
        production = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(ArchitectureTest::isNoTestJar).importPackages("io.parley");
    }

    private static boolean isNoTestJar(Location location) {
        return !location.contains("-tests.jar");
    }

    static Stream<Arguments> rules() {
        return violations().map(Arguments::get).map(arguments -> arguments[0]).distinct().map(Arguments::of);
    }

    /** A rule, and those who break it: planted, the first of each list has to be named. */
    static Stream<Arguments> violations() {
        return Stream.of(
                broken(ArchitectureRules.THE_DOMAIN_KNOWS_THE_JDK_ONLY, FriendOfTheApplication.class),
                broken(ArchitectureRules.THE_DOMAIN_KNOWS_THE_JDK_ONLY, FriendOfSlf4j.class),
                broken(ArchitectureRules.THE_DOMAIN_HAS_NO_CLOCK, ClockReader.class),
                broken(ArchitectureRules.THE_DOMAIN_HAS_NO_CLOCK, ClockReference.class),
                broken(ArchitectureRules.THE_DOMAIN_HAS_NO_THREADS, Threaded.class),
                broken(ArchitectureRules.THE_DOMAIN_HAS_NO_THREADS, Locked.class),
                broken(ArchitectureRules.THE_DOMAIN_HAS_NO_RANDOMNESS, Dice.class),
                broken(ArchitectureRules.THE_DOMAIN_DOES_NOT_LOG, Chatty.class),
                broken(ArchitectureRules.THE_DOMAIN_DOES_NOT_LOG, FriendOfSlf4j.class),
                broken(ArchitectureRules.THE_APPLICATION_KNOWS_THE_DOMAIN_ONLY, FriendOfSpring.class),
                broken(ArchitectureRules.THE_APPLICATION_IS_GIVEN_TIME_AND_IDS, DateStamping.class),
                broken(ArchitectureRules.THE_APPLICATION_IS_GIVEN_TIME_AND_IDS, DiceRolling.class),
                broken(ArchitectureRules.ADAPTERS_DO_NOT_KNOW_ONE_ANOTHER, FriendOfPostgres.class),
                broken(ArchitectureRules.ADAPTERS_DO_NOT_KNOW_DEV_SERVICES, FriendOfTheDevServices.class),
                broken(ArchitectureRules.NOBODY_KNOWS_BOOTSTRAP, FriendOfBootstrap.class),
                broken(ArchitectureRules.BOOTSTRAP_WORKS_WITHOUT_DEV_SERVICES, DevServicesUser.class),
                broken(ArchitectureRules.DEV_SERVICES_KNOW_NO_OTHER_MODULE, FriendOfTheDomain.class),
                broken(ArchitectureRules.PACKAGES_ARE_FREE_OF_CYCLES, Hen.class, Egg.class),
                broken(ArchitectureRules.NAMES_SAY_WHAT_A_CLASS_IS, GreetingImpl.class),
                broken(ArchitectureRules.NAMES_SAY_WHAT_A_CLASS_IS, GreetingManager.class),
                broken(ArchitectureRules.NAMES_SAY_WHAT_A_CLASS_IS, GreetingHelper.class),
                broken(ArchitectureRules.NAMES_SAY_WHAT_A_CLASS_IS, GreetingUtils.class),
                broken(ArchitectureRules.NAMES_SAY_WHAT_A_CLASS_IS, GreetingUtils.GreetingUtil.class),
                broken(ArchitectureRules.NAMES_SAY_WHAT_A_CLASS_IS, GreetingService.class),
                broken(ArchitectureRules.NAMES_SAY_WHAT_A_CLASS_IS, GreetingPort.class),
                broken(ArchitectureRules.NAMES_SAY_WHAT_A_CLASS_IS, GreetingUseCase.class),
                broken(ArchitectureRules.NAMES_SAY_WHAT_A_CLASS_IS, AbstractGreeting.class),
                broken(ArchitectureRules.NAMES_SAY_WHAT_A_CLASS_IS, BaseGreeting.class),
                broken(ArchitectureRules.PACKAGES_ARE_NULL_MARKED, Dice.class));
    }

    private static Arguments broken(ArchRule rule, Class<?>... planted) {
        return argumentSet(planted[0].getSimpleName(), rule, List.of(planted));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleHoldsInProduction(ArchRule rule) {
        rule.check(production);
    }

    @ParameterizedTest
    @MethodSource("violations")
    void theRuleFailsOnAPlantedViolator(ArchRule rule, List<Class<?>> planted) {
        JavaClasses violators = new ClassFileImporter().importClasses(planted);
        assertThatThrownBy(() -> rule.check(violators)).isInstanceOf(AssertionError.class)
                .hasMessageContaining(planted.getFirst().getSimpleName());
    }

    @Test
    void everyRuleHasAViolator() throws IllegalAccessException {
        List<Object> broken = violations().map(arguments -> arguments.get()[0]).toList();
        for (var constant : ArchitectureRules.class.getDeclaredFields()) {
            if (constant.getType() == ArchRule.class) {
                assertThat(broken).as(constant.getName()).contains(constant.get(null));
            }
        }
    }

    @Test
    void everyModuleIsLookedAt() {
        assertThat(production.stream().map(type -> type.getPackageName().replaceFirst("^(io\\.parley\\.(adapters\\.)?\\w+).*", "$1")))
                .contains("io.parley.domain", "io.parley.application", "io.parley.adapters.wire", "io.parley.adapters.websocket",
                        "io.parley.adapters.sse", "io.parley.adapters.redis", "io.parley.adapters.postgres", "io.parley.adapters.rest",
                        "io.parley.devservices", "io.parley.bootstrap");
    }

    @Test
    void noTestClassIsTakenForProduction() {
        assertThat(production.stream().map(type -> type.getName()))
                .noneMatch(name -> name.contains("planted") || name.contains(".testing.") || name.endsWith("Test"));
    }
}
