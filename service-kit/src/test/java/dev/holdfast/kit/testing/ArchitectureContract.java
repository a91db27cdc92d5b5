package dev.holdfast.kit.testing;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import dev.holdfast.kit.security.WithoutPairKey;
import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The rules that every module's code keeps; a module's test extends this with its package. */
@TestInstance(Lifecycle.PER_CLASS) // the classes are read once for all rules
public abstract class ArchitectureContract {

    private static final String DATABASE = "dev.holdfast.kit.database..";
    private static final String TESTING = "dev.holdfast.kit.testing..";

    private static final Set<String> THREAD_STARTS =
            Set.of(
                    "ofVirtual",
                    "ofPlatform",
                    "startVirtualThread",
                    JavaConstructor.CONSTRUCTOR_NAME);

    private static final DescribedPredicate<JavaAccess<?>> THREADS =
            DescribedPredicate.describe(
                    "make threads",
                    access -> {
                        var owner = access.getTargetOwner();
                        var name = access.getTarget().getName();
                        var starts =
                                owner.isAssignableTo(Thread.class) && THREAD_STARTS.contains(name);
                        var pools = owner.isEquivalentTo(Executors.class);
                        return starts || (pools && !"newVirtualThreadPerTaskExecutor".equals(name));
                    });

    private final String root;
    private final String[] database;
    private final JavaClasses classes;

    /**
     * Reads the module's compiled classes, tests left out.
     *
     * @param root the module's package, such as {@code dev.holdfast.economy}
     * @param database packages beside the kit's in which every class may speak to the database
     */
    protected ArchitectureContract(String root, String... database) {
        this.root = root;
        this.database = database.clone();
        this.classes =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .withImportOption(location -> !location.contains("/test-classes/"))
                        .withImportOption(location -> !location.contains("-tests.jar"))
                        .importPackages(root);
    }

    protected final JavaClasses imported() {
        return classes;
    }

    @Test
    void sawTheModulesClasses() {
        assertTrue(classes.size() > 3, "only %d classes under %s".formatted(classes.size(), root));
    }

    @Test
    void onlyStoresAndTheKitSpeakToTheDatabase() {
        noClasses()
                .that(not(resideInAPackage(DATABASE)))
                .and(not(resideInAPackage(TESTING)))
                .and(not(resideInAnyPackage(database)))
                .and(not(simpleNameEndingWith("Store")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..", "org.postgresql..")
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void storesArePackagePrivate() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Store")
                .should()
                .bePackagePrivate()
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void onlyTheGatewayKnowsJavacord() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.holdfast.gateway.discord..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.javacord..")
                .check(classes);
    }

    @Test
    void onlyTheKitAndTheGatewaySpeakToRedis() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.holdfast.kit..", "dev.holdfast.gateway..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.lettuce..")
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void timeComesFromAClockOrTheDatabase() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(classes);
    }

    /**
     * What runs on and on is a loop of the kit, which no fault ends; what is asked for runs on a
     * virtual thread each. The log files are beneath the loops.
     */
    @Test
    void nothingButThePollingLoopMakesAThreadInTheBackground() {
        noClasses()
                .that(not(resideInAPackage("dev.holdfast.kit.loop..")))
                .and(not(simpleNameEndingWith("LogFiles")))
                .should()
                .callCodeUnitWhere(THREADS)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ScheduledExecutorService.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.util.Timer.class)
                .check(classes);
    }

    /** A past fault: the digits of the machine's language stood in SQL, ports and JSON. */
    @Test
    void programsLeaveTheMachinesLocaleBehind() {
        methods()
                .that()
                .haveName("main")
                .and()
                .areStatic()
                .should(
                        ArchCondition.from(
                                DescribedPredicate.<JavaMethod>describe(
                                        "call Locale.setDefault",
                                        main ->
                                                main.getMethodCallsFromSelf().stream()
                                                        .map(JavaMethodCall::getTarget)
                                                        .anyMatch(call ->
                                                                call.getFullName()
                                                                        .startsWith(
                                                                                "java.util.Locale.setDefault")))))
                .allowEmptyShould(true)
                .check(classes);
        noClasses().should().callMethod(Locale.class, "getDefault").check(classes);
    }

    @Test
    void nothingStaticIsMutable() {
        fields().that().areStatic().should().beFinal().allowEmptyShould(true).check(classes);
    }

    @Test
    void nothingPrintsToStandardOutput() {
        noClasses()
                .that(not(simpleNameEndingWith("Console")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(classes);
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() {
        var unmarked =
                classes.stream()
                        .map(JavaClass::getPackage)
                        .distinct()
                        .filter(it -> it.getName().startsWith(root))
                        .filter(it -> !it.isAnnotatedWith(NullMarked.class))
                        .map(it -> it.getName())
                        .sorted()
                        .toList();
        assertTrue(unmarked.isEmpty(), "without package-info and @NullMarked: " + unmarked);
    }

    /** Whoever adds a door without a key sees it in a list, and so does whoever reviews it. */
    @Test
    void doorsWithoutAPairKeyAreListed() throws IOException {
        var list = Path.of("open-doors.txt");
        var listed =
                Files.exists(list)
                        ? Files.readAllLines(list).stream().filter(it -> !it.isBlank()).toList()
                        : List.<String>of();
        var doors =
                classes.stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(ArchitectureContract::isOpenDoor)
                        .map(method -> method.getOwner().getSimpleName() + "." + method.getName())
                        .sorted()
                        .toList();
        assertEquals(listed, doors, "doors without a pair key, in " + list.toAbsolutePath());
    }

    private static boolean isOpenDoor(JavaMethod method) {
        return method.isMetaAnnotatedWith(HttpMethod.class)
                && (method.isAnnotatedWith(WithoutPairKey.class)
                        || method.getOwner().isAnnotatedWith(WithoutPairKey.class));
    }

    @Test
    void featuresFormNoCycle() {
        slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void namesSayWhatAThingIs() {
        for (var vague : new String[] {"Manager", "Helper", "Util", "Utils", "Impl", "Dto"}) {
            noClasses().should().haveSimpleNameEndingWith(vague).check(classes);
        }
    }
}
