package io.tidegate;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.tidegate.security.EnvironmentSecrets;
import io.tidegate.security.Seal;
import io.tidegate.security.Secrets;
import io.tidegate.security.StoredSecrets;
import java.time.Clock;
import java.util.Arrays;

/** Which package may know which, and what each may use. Each rule was seen to fire once. */
@AnalyzeClasses(packages = "io.tidegate", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String OURS = "io.tidegate..";

    /** Nobody but the root package, which wires them, knows these. */
    private static final String[] LEAVES =
            packages("api", "console", "cli", "config", "observe", "sandbox");

    @ArchTest
    static final ArchRule eventNeedsNothing =
            needs("event").because("every other package speaks of events");

    @ArchTest
    static final ArchRule faultNeedsNothing =
            needs("fault").because("a crash test may stop any package at its fault points");

    @ArchTest
    static final ArchRule schemaNeedsNothing =
            needs("schema").because("each reader declares its keys with it");

    @ArchTest
    static final ArchRule accessNeedsTheJournalsSql =
            needs("access", "event", "journal", "security", "fault")
                    .because("who somebody is has nothing to do with what is delivered");

    @ArchTest
    static final ArchRule oidcVouchesAndKeepsNobody =
            needs("oidc", "event", "access", "identity", "security")
                    .because(
                            "a provider's word is judged without a server, a session or a database");

    @ArchTest
    static final ArchRule securityNeedsTheJournalsSql =
            needs("security", "journal", "fault")
                    .because("its rows are in the journal's database; nothing goes back");

    @ArchTest
    static final ArchRule nodeMovesPartitionsOnly =
            needs("node", "journal")
                    .because("who carries deliveries out has nothing to do with what they are");

    @ArchTest
    static final ArchRule ruleNeedsOnlyEvent =
            needs("rule", "event").because("a rule is a question to an event, nothing more");

    @ArchTest
    static final ArchRule mappingNeedsOnlyEvent =
            needs("mapping", "event", "schema", "format")
                    .because("a mapping is tried on an event without a server");

    @ArchTest
    static final ArchRule formatNeedsNothing =
            needs("format").because("whether a text is an address is nobody's secret");

    @ArchTest
    static final ArchRule profileNeedsOnlyFormat =
            needs("profile", "event", "format")
                    .because("a profile is judged by its table, without a server or an account");

    @ArchTest
    static final ArchRule identityNeedsOnlyTheProfile =
            needs("identity", "event", "profile")
                    .because("an action is tried on any provider, without a server or a route");

    @ArchTest
    static final ArchRule destinationNeedsOnlyEvent =
            needs("destination", "event")
                    .because("a destination is a file that is read, and shown, without a server");

    @ArchTest
    static final ArchRule hookNeedsOnlyEvent =
            needs("hook", "event").because("a script sees an event and has no way to the host");

    @ArchTest
    static final ArchRule traceNeedsOnlyEvent =
            needs("trace", "event").because("what is told of a step is that step's own to say");

    @ArchTest
    static final ArchRule openTelemetrysSdkIsConfiguredInOnePlace =
            noClasses()
                    .that(not(resideInAPackage("io.tidegate.trace..")))
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "io.opentelemetry.sdk..", "io.opentelemetry.exporter.."))
                    .because("all others speak to its API, which does nothing unless it is on");

    @ArchTest
    static final ArchRule spansAreMadeWhereDeliveriesGo =
            noClasses()
                    .that(not(resideInAnyPackage(packages("trace", "delivery", "route"))))
                    .should()
                    .dependOnClassesThat(resideInAPackage("io.opentelemetry.."))
                    .because("a rule, a mapping or a hook is tried without anybody who watches");

    @ArchTest
    static final ArchRule deliveryKnowsNoJournal =
            needs("delivery", "event", "fault").because("route alone strings the steps together");

    @ArchTest
    static final ArchRule journalKnowsNoDelivery =
            needs("journal", "event", "fault").because("route alone strings the steps together");

    @ArchTest
    static final ArchRule failedQueryNeedsTheJournalsSql =
            needs("failedquery", "event", "journal", "fault")
                    .because("a replay is one transaction of the journal's; nothing goes back");

    @ArchTest
    static final ArchRule intakeNeedsOnlyEvent =
            needs("intake", "event", "fault").because("who stores events is given to it");

    @ArchTest
    static final ArchRule inflowNeedsWhatPostsPass =
            needs("inflow", "event", "fault", "intake", "connector", "journal")
                    .because("a post becomes events; what they do is told by routes");

    @ArchTest
    static final ArchRule busHandsRecordsToIntake =
            needs("bus", "event", "fault", "intake", "journal")
                    .because(
                            "what is published becomes events; who sends them is not its business");

    @ArchTest
    static final ArchRule backfillReadsAccountsAndAcceptsEvents =
            needs("backfill", "event", "identity", "journal", "fault")
                    .because("who sends what it accepts is none of its business");

    @ArchTest
    static final ArchRule erasureEmptiesTheJournalsRows =
            needs("erasure", "event", "journal", "fault")
                    .because("how a delivery is ended before it is sent is given to it");

    @ArchTest
    static final ArchRule noticeNeedsRowsAndAWayOut =
            needs("notice", "event", "journal", "delivery")
                    .because(
                            "what operators are told is kept and sent; who decides it is not its business");

    @ArchTest
    static final ArchRule authoringNeedsTextsAndRows =
            needs("authoring", "connector", "journal", "fault")
                    .because("what is written in the console runs by the loader of files alone");

    @ArchTest
    static final ArchRule connectorNeedsWhatItDescribes =
            needs(
                            "connector",
                            "event",
                            "rule",
                            "mapping",
                            "hook",
                            "destination",
                            "schema",
                            "profile",
                            "identity")
                    .because("a connector is a description; route makes it run");

    @ArchTest
    static final ArchRule rehearsalReachesNothing =
            needs(
                            "rehearsal",
                            "event",
                            "rule",
                            "mapping",
                            "hook",
                            "connector",
                            "identity",
                            "journal",
                            "delivery",
                            "route",
                            "intake",
                            "inflow",
                            "sync")
                    .because("what is tried has no way to secrets, settings or the stored journal");

    @ArchTest
    static final ArchRule noStepSeesRoute =
            noClasses()
                    .that(not(resideInAnyPackage(packages("route", "observe", "rehearsal"))))
                    .and(not(resideInAPackage("io.tidegate")))
                    .and(not(resideInAnyPackage(packages("api", "cli", "sandbox"))))
                    .should()
                    .dependOnClassesThat(resideInAPackage("io.tidegate.route.."))
                    .because("a step that knew its neighbours could not be read alone");

    @ArchTest
    static final ArchRule leavesAreKnownToTheRootAlone =
            classes()
                    .that(resideInAnyPackage(LEAVES))
                    .should()
                    .onlyHaveDependentClassesThat(
                            resideInAnyPackage(LEAVES).or(resideInAPackage("io.tidegate")))
                    .because("what people look at must be free to change");

    @ArchTest
    static final ArchRule leavesDoNotKnowEachOther =
            slices().matching("io.tidegate.(*)..")
                    .namingSlices("$1")
                    .that(
                            describe(
                                    "are leaves",
                                    slice ->
                                            Arrays.asList(LEAVES)
                                                    .contains(
                                                            "io.tidegate."
                                                                    + slice.getNamePart(1)
                                                                    + "..")))
                    .should()
                    .notDependOnEachOther()
                    .ignoreDependency(
                            resideInAPackage("io.tidegate.cli.."),
                            resideInAnyPackage(packages("api", "config")))
                    .allowEmptyShould(true)
                    .because(
                            "the root package hands each what it needs; the command line speaks to"
                                    + " the API and reads the settings");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.tidegate.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .because("the folder list is the architecture");

    @ArchTest
    static final ArchRule camelStaysAtTheEdges =
            noClasses()
                    .that(
                            not(
                                    resideInAnyPackage(
                                            packages(
                                                    "route",
                                                    "bus",
                                                    "intake",
                                                    "inflow",
                                                    "delivery",
                                                    "connector",
                                                    "rehearsal",
                                                    "sandbox"))))
                    .and(not(resideInAPackage("io.tidegate")))
                    .should()
                    .dependOnClassesThat(resideInAPackage("org.apache.camel.."))
                    .because(
                            "a colleague who knows Camel looks for it in its places only; the"
                                    + " sandbox detours endpoints, a rehearsal calls none");

    @ArchTest
    static final ArchRule rulesAndMappingsAreMadeOfPlainJava =
            noClasses()
                    .that(
                            resideInAnyPackage(
                                    packages(
                                            "event",
                                            "rule",
                                            "mapping",
                                            "hook",
                                            "destination",
                                            "schema")))
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "org.apache.camel..",
                                    "io.vertx..",
                                    "java.net.http..",
                                    "java.sql..",
                                    "javax.sql.."))
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(Clock.class)
                    .because("the same event gives the same answer, here and in a test");

    @ArchTest
    static final ArchRule sqlIsInItsName =
            noClasses()
                    .that()
                    .haveNameNotMatching("io\\.tidegate(\\.[a-z]+)+\\.Sql.*")
                    .and()
                    .doNotHaveFullyQualifiedName(Server.class.getName())
                    .should()
                    .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql.."))
                    .because("who changes the schema looks through the Sql… classes, no others");

    @ArchTest
    static final ArchRule secretsAreReadInOnePlace =
            noClasses()
                    .that()
                    .haveNameNotMatching("io\\.tidegate\\.ServerSecrets(\\$.*)?")
                    .and(not(resideInAnyPackage(packages("security", "sandbox"))))
                    .should()
                    .dependOnClassesThat(
                            belongToAnyOf(
                                    Secrets.class, EnvironmentSecrets.class, StoredSecrets.class))
                    .because(
                            "ServerSecrets hands the look-up to route.References, which reads at a"
                                    + " send");

    @ArchTest
    static final ArchRule secretsAreSetThroughTheApi =
            noClasses()
                    .that(not(resideInAnyPackage(packages("security", "sandbox", "api"))))
                    .and(not(resideInAPackage("io.tidegate")))
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("io.tidegate.security..")
                                    .and(not(belongToAnyOf(Seal.class))))
                    .because("the fewer know secrets, the easier it is to tell who does");

    @ArchTest
    static final ArchRule timeComesFromAClock =
            noClasses()
                    .should()
                    .accessTargetWhere(
                            describe("it is the system's time", ArchitectureTest::isSystemTime))
                    .because("a test of a retry sets the clock and never sleeps");

    @ArchTest
    static final ArchRule namesSayWhatAThingIs =
            noClasses()
                    .should()
                    .haveNameMatching(".*(Utils?|Helper|Manager|Impl|Dto|Service)(\\$.*)?")
                    .orShould()
                    .resideInAnyPackage(
                            "..util..",
                            "..common..",
                            "..impl..",
                            "..model..",
                            "..dto..",
                            "..service..",
                            "..manager..",
                            "..helper..")
                    .because("such a name says nothing of what is inside");

    private static boolean isSystemTime(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)
                || !target.getRawParameterTypes().isEmpty()) {
            return false;
        }
        String owner = target.getOwner().getName();
        return switch (target.getName()) {
            case "currentTimeMillis" -> true;
            case "now" -> owner.startsWith("java.time.");
            case "<init>" -> owner.equals("java.util.Date");
            default -> false;
        };
    }

    private static ArchRule needs(String one, String... others) {
        return noClasses()
                .that(resideInAPackage("io.tidegate." + one + ".."))
                .should()
                .dependOnClassesThat(
                        resideInAPackage(OURS)
                                .and(not(resideInAPackage("io.tidegate." + one + "..")))
                                .and(not(resideInAnyPackage(packages(others)))))
                .as(
                        one
                                + " needs nothing of ours"
                                + (others.length == 0 ? "" : " but " + String.join(", ", others)));
    }

    private static String[] packages(String... names) {
        return Arrays.stream(names)
                .map(name -> "io.tidegate." + name + "..")
                .toArray(String[]::new);
    }
}
