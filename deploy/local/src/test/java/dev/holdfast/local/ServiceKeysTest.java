package dev.holdfast.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.fleet.ServiceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A past fault: every service held the one secret that all keys are derived from. */
class ServiceKeysTest {

    private static final String SECRET = "0123456789-0123456789-0123456789-01";
    private static final List<String> BEHIND = List.of("economy", "roles");

    @TempDir private Path folder;

    @Test
    void handsEachServiceWhatItShowsAndAcceptsAndItsOwnPasswords() {
        assertEquals(
                Set.of(
                        "pair:economy>gateway",
                        "pair:gateway>economy",
                        "pair:operator>economy",
                        "database:economy",
                        "database:economy_worker"),
                keys("economy").keySet());
        assertTrue(
                keys("gateway")
                        .keySet()
                        .containsAll(
                                Set.of(
                                        "pair:gateway>roles",
                                        "pair:roles>gateway",
                                        "pair:gateway>gateway")));
    }

    @Test
    void handsNobodyWhatWouldMakeThemSomebodyElse() {
        var gateway = keys("gateway");
        var economy = keys("economy").values();
        for (var name :
                List.of(
                        "pair:roles>gateway",
                        "pair:operator>gateway",
                        "pair:gateway>gateway",
                        "database:gateway",
                        "database:gateway_worker")) {
            assertFalse(economy.contains(gateway.get(name)), name);
        }
        assertFalse(economy.contains(SECRET));
        assertEquals(
                gateway.get("pair:economy>gateway"), keys("economy").get("pair:economy>gateway"));
    }

    @Test
    void areTheOnesThatComposeHandsOver() throws IOException, InterruptedException {
        var secrets = new MadeSecrets(folder);
        Files.writeString(secrets.file("HOLDFAST_SECRET"), SECRET);
        Files.writeString(secrets.file("HOLDFAST_SECRET_PREVIOUS"), "the one before");
        secrets.run("deploy/container/make-secrets");
        var all = KnownSettings.FLEET.stream().map(ServiceDefinition::name).toList();
        var behind = all.stream().filter(name -> !name.equals("gateway")).toList();
        for (var service : KnownSettings.FLEET) {
            var file = service.name().toUpperCase(Locale.ROOT) + "_KEYS";
            assertEquals(
                    parsed(ServiceKeys.of(SECRET, service, behind)),
                    parsed(Files.readString(secrets.file(file))));
            assertEquals(
                    parsed(ServiceKeys.of("the one before", service, behind)),
                    parsed(Files.readString(secrets.file(file + "_PREVIOUS"))));
        }
        assertEquals(
                all.stream().map("pair:operator>"::concat).collect(Collectors.toSet()),
                parsed(Files.readString(secrets.file("OPERATOR_KEYS"))).keySet());
    }

    @Test
    void onlyWhoTakesTheSnapshotsMayReadAndRestoreEverything() {
        var all = List.of("database:holdfast_backup", "database:holdfast_restore");
        for (var service : KnownSettings.FLEET) {
            var held = parsed(ServiceKeys.of(SECRET, service, BEHIND)).keySet();
            assertEquals(service.name().equals("backup"), held.containsAll(all), service.name());
            assertEquals(
                    service.name().equals("backup"),
                    all.stream().anyMatch(held::contains),
                    service.name());
        }
    }

    /** Root writes over what is read-only, others do not. */
    @Test
    void areMadeAgainByWhoeverMadeThem() throws IOException, InterruptedException {
        var secrets = new MadeSecrets(folder);
        secrets.runAsNobody("deploy/container/make-secrets");
        var keys = Files.readString(secrets.file("ECONOMY_KEYS"));
        Files.createFile(folder.resolve("again"));
        secrets.runAsNobody("deploy/container/make-secrets");
        assertEquals(keys, Files.readString(secrets.file("ECONOMY_KEYS")));
    }

    private static Map<String, String> keys(String service) {
        return parsed(ServiceKeys.of(SECRET, KnownSettings.service(service), BEHIND));
    }

    private static Map<String, String> parsed(String keys) {
        return Arrays.stream(keys.split(",", -1))
                .map(entry -> entry.split("=", 2))
                .collect(Collectors.toMap(entry -> entry[0], entry -> entry[1]));
    }
}
