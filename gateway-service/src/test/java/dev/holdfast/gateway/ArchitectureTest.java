package dev.holdfast.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.properties.HasName;
import dev.holdfast.kit.testing.ArchitectureContract;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS) // reads the classes once
class ArchitectureTest extends ArchitectureContract {

    ArchitectureTest() {
        super("dev.holdfast.gateway");
    }

    @Test
    void onlyTheDiscordPackageKnowsFuturesOfAnotherStyle() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.holdfast.gateway.discord..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(CompletableFuture.class)
                .check(imported());
    }

    @Test
    void nothingTrustsACertificateByForce() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("javax.net.ssl.TrustManager")
                .orShould()
                .callMethodWhere(
                        JavaCall.Predicates.target(
                                HasName.Predicates.name("setTrustAllCertificates")))
                .check(imported());
    }
}
