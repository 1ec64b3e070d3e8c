package dev.statusagent;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.statusagent.token.TokenHolder;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.security.PermissionsAllowed;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.server.WithFormRead;

/** The plan of the house: who may know whom, and where each kind of thing is kept. */
@AnalyzeClasses(packages = "dev.statusagent", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String HOUSE = "dev.statusagent.";

    @ArchTest
    static final ArchRule noCycles = slices().matching(HOUSE + "(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule laterMayImportEarlier = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("config")
            .definedBy(HOUSE + "config..")
            .layer("problem")
            .definedBy(HOUSE + "problem..")
            .layer("http")
            .definedBy(HOUSE + "http..")
            .layer("audit")
            .definedBy(HOUSE + "audit..")
            .layer("outgoing")
            .definedBy(HOUSE + "outgoing..")
            .layer("state")
            .definedBy(HOUSE + "state..")
            .layer("token")
            .definedBy(HOUSE + "token..")
            .layer("security")
            .definedBy(HOUSE + "security..")
            .layer("container")
            .definedBy(HOUSE + "container..")
            .layer("host")
            .definedBy(HOUSE + "host..")
            .layer("update")
            .definedBy(HOUSE + "update..")
            .layer("command")
            .definedBy(HOUSE + "command..")
            .layer("health")
            .definedBy(HOUSE + "health..")
            .layer("posture")
            .definedBy(HOUSE + "posture..")
            .layer("panel")
            .definedBy(HOUSE + "panel..")
            .layer("cli")
            .definedBy(HOUSE + "cli..")
            .whereLayer("config")
            .mayNotAccessAnyLayer()
            .whereLayer("problem")
            .mayOnlyAccessLayers("config")
            .whereLayer("http")
            .mayOnlyAccessLayers("problem", "config")
            .whereLayer("audit")
            .mayOnlyAccessLayers("config")
            .whereLayer("outgoing")
            .mayOnlyAccessLayers("config")
            .whereLayer("state")
            .mayOnlyAccessLayers("problem", "config")
            .whereLayer("token")
            .mayOnlyAccessLayers("outgoing", "config", "audit")
            .whereLayer("security")
            .mayOnlyAccessLayers("state", "token", "audit", "http", "problem", "config")
            .whereLayer("container")
            .mayOnlyAccessLayers("outgoing", "security", "audit", "http", "problem", "config")
            .whereLayer("host")
            .mayOnlyAccessLayers("state", "outgoing", "security", "http", "problem", "config")
            .whereLayer("update")
            .mayOnlyAccessLayers("outgoing", "security", "problem", "audit", "http", "config")
            .whereLayer("command")
            .mayOnlyAccessLayers(
                    "state",
                    "outgoing",
                    "token",
                    "security",
                    "container",
                    "host",
                    "update",
                    "audit",
                    "http",
                    "problem",
                    "config")
            .whereLayer("health")
            .mayOnlyAccessLayers("state", "token", "audit", "container", "host", "command", "config")
            .whereLayer("posture")
            .mayOnlyAccessLayers("token", "security", "container", "audit", "config")
            .whereLayer("panel")
            .mayOnlyAccessLayers("posture", "token", "security", "container", "host", "http", "problem", "config")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule adaptersAreUnseen = noClasses()
            .that(are(resideOutsideOfPackage("..token.vault..")).and(are(resideOutsideOfPackage("..token.file.."))))
            .and()
            .resideOutsideOfPackage(HOUSE + "cli..")
            .should()
            .dependOnClassesThat(are(resideInAPackage("..token.vault..")).or(are(resideInAPackage("..token.file.."))))
            .because("the container chooses an adapter by its qualifier; only the command line has no container");

    @ArchTest
    static final ArchRule theVaultClientHasOneHome = libraryOnlyIn("io.quarkus.vault..", "token.vault");

    @ArchTest
    static final ArchRule sessionsAreKeptBehindTheirPort = noClasses()
            .that()
            .resideOutsideOfPackage("..session.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..session.embedded..");

    @ArchTest
    static final ArchRule commandsAreKeptBehindTheirPort = noClasses()
            .that()
            .resideOutsideOfPackage("..command.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..command.embedded..");

    @ArchTest
    static final ArchRule notificationsAreKeptBehindTheirPort = noClasses()
            .that()
            .resideOutsideOfPackage("..notification.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..notification.embedded..");

    @ArchTest
    static final ArchRule redisIsReachedByItsAdaptersOnly = noClasses()
            .that()
            .resideOutsideOfPackage("..redis..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..statusagent..redis..", "io.vertx.mutiny.redis..", "io.vertx.redis..", "io.quarkus.redis..");

    @ArchTest
    static final ArchRule sqliteHasOneHome = libraryOnlyIn("org.sqlite..", "command.embedded");

    @ArchTest
    static final ArchRule sqlHasOneHome = libraryOnlyIn("java.sql..", "command.embedded");

    @ArchTest
    static final ArchRule containersAreReachedThroughTheirPort = noClasses()
            .that()
            .resideOutsideOfPackages("..container.docker..", "..container.kubernetes..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..container.docker..", "..container.kubernetes..");

    @ArchTest
    static final ArchRule fabric8HasOneHome = libraryOnlyIn("io.fabric8..", "container.kubernetes");

    @ArchTest
    static final ArchRule dockerJavaHasOneHome = libraryOnlyIn("com.github.dockerjava..", "container.docker");

    @ArchTest
    static final ArchRule bouncyCastleHasOneHome = libraryOnlyIn("org.bouncycastle..", "security.session");

    @ArchTest
    static final ArchRule quteHasOneHome = libraryOnlyIn("io.quarkus.qute..", "panel");

    @ArchTest
    static final ArchRule whatTheFormsOfThePanelChangeIsProtected = methods()
            .that()
            .areAnnotatedWith(POST.class)
            .and()
            .areDeclaredInClassesThat(are(resideInAPackage(HOUSE + "panel..")))
            .and()
            .areNotAnnotatedWith(PermitAll.class)
            .should()
            .beAnnotatedWith("dev.statusagent.panel.CsrfProtected")
            .because("a form that another site sends carries the session's cookie in some browsers");

    @ArchTest
    static final ArchRule formsAreReadInOnePlace = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(FormParam.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(RestForm.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(WithFormRead.class)
            .because("the framework's own reading leaves a form that is not well encoded without an answer");

    @ArchTest
    static final ArchRule archivesAreUnpackedInOnePlace = libraryOnlyIn("org.apache.commons.compress..", "update");

    @ArchTest
    static final ArchRule oshiHasOneHome = libraryOnlyIn("oshi..", "host");

    @ArchTest
    static final ArchRule jnaHasOneHome = libraryOnlyIn("com.sun.jna..", "command.execution");

    @ArchTest
    static final ArchRule howCommandsAreRunIsUnseen = noClasses()
            .that()
            .resideOutsideOfPackage(HOUSE + "command.execution..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(HOUSE + "command.execution..");

    @ArchTest
    static final ArchRule openTelemetryHasOneHome = libraryOnlyIn("io.opentelemetry..", "tracing");

    @ArchTest
    static final ArchRule picocliHasOneHome = libraryOnlyIn("picocli..", "cli");

    @ArchTest
    static final ArchRule pathsAreOnResources =
            classes().that().areAnnotatedWith(Path.class).should().haveSimpleNameEndingWith("Resource");

    @ArchTest
    static final ArchRule schedulesAreInJobs = methods()
            .that()
            .areAnnotatedWith(Scheduled.class)
            .should()
            .beDeclaredInClassesThat(are(simpleNameEndingWith("Job")));

    @ArchTest
    static final ArchRule theEnvironmentIsReadInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackages(HOUSE + "config..", HOUSE + "cli..")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    @ArchTest
    static final ArchRule noClockIsReadDirectly = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .because("a test must be able to move time; only method references in TokenBeans name the real clocks");

    @ArchTest
    static final ArchRule theTokenIsReadInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackages(HOUSE + "token..", HOUSE + "security..")
            .should()
            .callMethod(TokenHolder.class, "current")
            .because("others ask whether a credential is right, or have a request signed");

    @ArchTest
    static final ArchRule noFieldInjection = fields().should().notBeAnnotatedWith(Inject.class);

    @ArchTest
    static final ArchRule everyEndpointSaysWhoMayCallIt = methods()
            .that()
            .areMetaAnnotatedWith(HttpMethod.class)
            .should(new ArchCondition<JavaMethod>("carry @RolesAllowed, @PermissionsAllowed or @PermitAll") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    boolean said = method.isAnnotatedWith(RolesAllowed.class)
                            || method.isAnnotatedWith(PermissionsAllowed.class)
                            || method.isAnnotatedWith(PermitAll.class);
                    events.add(new SimpleConditionEvent(method, said, method.getFullName()));
                }
            });

    @ArchTest
    static final ArchRule everyResponseHasItsMediaType = methods()
            .that()
            .areMetaAnnotatedWith(HttpMethod.class)
            .should(new ArchCondition<JavaMethod>("carry @Produces where they return a Response") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    boolean said = method.isAnnotatedWith(Produces.class)
                            || method.getReturnType().getAllInvolvedRawTypes().stream()
                                    .noneMatch(type -> type.isEquivalentTo(Response.class));
                    events.add(new SimpleConditionEvent(method, said, method.getFullName()));
                }
            })
            .because("else the caller's Accept decides how a record is written, and gets its toString for text");

    private static ArchRule libraryOnlyIn(String library, String home) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(HOUSE + home + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }
}
