package dev.holdfast.gateway.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.CommandSpec.Access;
import dev.holdfast.kit.protocol.Manifest;
import dev.holdfast.kit.protocol.Permission;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Services share roots, and a root is for members, admins or operators as a whole. */
class CatalogTest {

    private static final CommandPath PAY = CommandPath.of("pay");

    @Test
    void gathersTheCommandsOfAllServices() {
        var catalog =
                Catalog.merge(
                        Map.of(), List.of(manifest("economy", "pay"), manifest("roles", "rank")));
        assertEquals("economy", catalog.find(PAY).orElseThrow().service());
        assertEquals("roles", catalog.find(CommandPath.of("rank")).orElseThrow().service());
    }

    @Test
    void takesAsManyEntriesOfAMenuAsDiscordAndTypesNoneOfThem() {
        var specs =
                IntStream.range(0, 6)
                        .mapToObj(i -> CommandSpec.userMenu("Entry " + i, Access.READ))
                        .toList();
        var catalog =
                Catalog.merge(Map.of(), List.of(new Manifest("economy", 1L, List.of(), specs)));
        assertEquals(5, CommandShape.all(catalog).size());
        assertEquals(
                List.of(
                        "/user-entry-5 of economy is left out: Discord takes 5 such commands, and they are all used"),
                catalog.contested());
        assertTrue(catalog.longest(List.of("user-entry-1")).isEmpty());
        assertTrue(catalog.below("user-entry-1").isEmpty());
    }

    @Test
    void leavesANameWithItsFirstOwner() {
        var both = List.of(manifest("assistant", "pay"), manifest("economy", "pay"));
        var catalog = Catalog.merge(Map.of(PAY, "economy"), both);
        assertEquals("economy", catalog.find(PAY).orElseThrow().service());
        assertEquals(
                List.of("/pay of assistant is left out: economy has /pay"), catalog.contested());
    }

    @Test
    void givesANameAwayOnceItsOwnerNoLongerWantsIt() {
        var catalog =
                Catalog.merge(
                        Map.of(PAY, "economy"),
                        List.of(manifest("economy", "give"), manifest("assistant", "pay")));
        assertEquals("assistant", catalog.find(PAY).orElseThrow().service());
        assertTrue(catalog.contested().isEmpty());
    }

    @Test
    void letsNoCommandBeAGroupAsWell() {
        var catalog =
                Catalog.merge(
                        Map.of(),
                        List.of(manifest("economy", "money"), manifest("roles", "money add")));
        assertEquals(1, catalog.commands().size());
        assertEquals(1, catalog.contested().size());
    }

    @Test
    void letsServicesShareAGroup() {
        var catalog =
                Catalog.merge(
                        Map.of(),
                        List.of(
                                manifest("economy", "admin coins"),
                                manifest("roles", "admin ban")));
        assertEquals(2, catalog.commands().size());
    }

    @Test
    void findsTheLongestPathThatTheWordsBeginWith() {
        var catalog = Catalog.merge(Map.of(), List.of(manifest("economy", "money add", "pay")));
        assertEquals(
                "money add",
                catalog.longest(List.of("money", "add", "5")).orElseThrow().path().value());
        assertTrue(catalog.longest(List.of("money")).isEmpty());
        assertTrue(catalog.longest(List.of("payday")).isEmpty());
    }

    @Test
    void countsTheHighestBuildOfAServicesInstances() {
        var known = new KnownManifests();
        known.hear("a", manifest("economy", 2, "pay", "give"));
        known.hear("b", manifest("economy", 1, "pay"));
        assertEquals(
                List.of(manifest("economy", 2, "pay", "give")),
                known.best(Map.of("economy", List.of("a", "b"))));
    }

    @Test
    void followsAServiceBackToAnOlderBuildOnceAllItsInstancesAreOlder() {
        var known = new KnownManifests();
        known.remember(List.of(manifest("economy", 2, "pay", "give")));
        known.hear("a", manifest("economy", 1, "pay"));
        var instances = Map.of("economy", List.of("a", "b"));
        assertEquals(List.of(manifest("economy", 2, "pay", "give")), known.best(instances));
        known.hear("b", manifest("economy", 1, "pay"));
        assertEquals(List.of(manifest("economy", 1, "pay")), known.best(instances));
    }

    @Test
    void removesNothingOfAServiceThatIsAway() {
        var known = new KnownManifests();
        known.remember(List.of(manifest("economy", "pay")));
        assertEquals(
                List.of(manifest("economy", "pay")), known.best(Map.of("economy", List.of("a"))));
    }

    @Test
    void forgetsAServiceThatTheOperatorNoLongerNames() {
        var known = new KnownManifests();
        known.remember(List.of(manifest("economy", "pay")));
        assertEquals(List.of(), known.best(Map.of("roles", List.of("a"))));
    }

    @Test
    void listensToNoServiceThatSpeaksForAnother() {
        var known = new KnownManifests();
        known.hear("a", manifest("roles", "pay"));
        assertEquals(List.of(), known.best(Map.of("economy", List.of("a"))));
    }

    /** Discord shows or hides a root as a whole. */
    @Test
    void letsNoServicePutAnAdminsCommandUnderARootOfMembers() {
        var members = manifest("economy", "money history");
        var admins =
                new Manifest(
                        "roles",
                        1,
                        List.of(),
                        List.of(
                                CommandSpec.write("money grant", "Grants")
                                        .needs(Permission.MANAGE_GUILD)));
        var catalog = Catalog.merge(Map.of(), List.of(members, admins));
        assertEquals(1, catalog.commands().size());
        assertEquals(
                List.of(
                        "/money grant of roles is left out: /money history of economy is for other"
                                + " people, and Discord shows or hides /money as a whole"),
                catalog.contested());
    }

    @Test
    void keepsTheFirstHundredRootsSinceDiscordTakesAllOrNone() {
        var names = IntStream.range(0, 101).mapToObj("c%03d"::formatted).toArray(String[]::new);
        var late = manifest("assistant", "ask", "c005 more");
        var catalog = Catalog.merge(owned(names), List.of(manifest("economy", names), late));
        assertEquals(100, CommandShape.all(catalog).size());
        assertEquals(3, catalog.contested().size());
        assertTrue(catalog.find(CommandPath.of("ask")).isEmpty());
    }

    private static Map<CommandPath, String> owned(String... paths) {
        return Arrays.stream(paths).collect(Collectors.toMap(CommandPath::of, _ -> "economy"));
    }

    private static Manifest manifest(String service, String... paths) {
        return manifest(service, 1, paths);
    }

    private static Manifest manifest(String service, long build, String... paths) {
        return new Manifest(
                service,
                build,
                List.of(),
                Arrays.stream(paths).map(path -> CommandSpec.read(path, "Does it")).toList());
    }
}
