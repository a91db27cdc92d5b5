package dev.holdfast.smoke.toy;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.smoke.page.Owner;
import dev.holdfast.smoke.page.RunningStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The toy service of CONTRIBUTING.md beside the others: its folder, its line in the POM and its
 * lines in {@code deploy/fleet.properties} are all that is needed.
 */
class ToyIT {

    private static final Path ROOT = Path.of(System.getProperty("holdfast.root"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern LINES =
            Pattern.compile("```properties\n(toy\\.module.*?)```", Pattern.DOTALL);

    @TempDir Path root;

    /** Holdfast's folder, in which {@code deploy/fleet.properties} has the toy service as well. */
    @BeforeEach
    void addTheToy() throws IOException {
        var deploy = Files.createDirectory(root.resolve("deploy"));
        try (var folders = Files.list(ROOT)) {
            for (var folder : folders.filter(it -> !it.endsWith("deploy")).toList()) {
                if (!folder.endsWith("mvnw") && !folder.endsWith("data")) {
                    Files.createSymbolicLink(root.resolve(folder.getFileName()), folder);
                }
            }
        }
        Files.createSymbolicLink(deploy.resolve("local"), ROOT.resolve("deploy/local"));
        Files.copy(ROOT.resolve("deploy/up"), deploy.resolve("up"));
        var shown = LINES.matcher(Files.readString(ROOT.resolve("CONTRIBUTING.md")));
        assertTrue(shown.find(), "CONTRIBUTING.md shows no lines of the toy service");
        var toy = shown.group(1).replace("= toy-service", "= testbed/toy-service");
        var fleet = Files.readString(ROOT.resolve("deploy/fleet.properties"));
        Files.writeString(deploy.resolve("fleet.properties"), fleet + "\n" + toy);
    }

    @Test
    void deployUpBuildsItWithTheOthers() throws IOException, InterruptedException {
        var maven = root.resolve("mvnw");
        Files.writeString(maven, "#!/bin/sh\necho \"$@\" >&2\nexit 1\n");
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwx------"));
        var local = root.resolve("deploy/local");
        Files.delete(local);
        var process =
                new ProcessBuilder("bash", root.resolve("deploy/up").toString())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(1, process.waitFor(), said);
        var asked = Files.readString(local.resolve("target/build.log"));
        assertTrue(asked.contains("gateway-service,economy-service,"), asked);
        assertTrue(asked.contains(",testbed/toy-service,deploy/local"), asked);
    }

    @Test
    @Tag("chaos")
    void itAnswersBesideTheOthers(@TempDir Path data) throws Exception {
        var port = Integer.toString(RunningStack.freePorts() - 1);
        var settings = Map.of("HOLDFAST_TOY_PORT", port);
        try (var stack = RunningStack.start(root, data, RunningStack.freePorts(), settings)) {
            var owner = new Owner(stack.page());
            await().atMost(PATIENCE).until(() -> kudos(owner), it -> it.contains("kudos."));
            await().atMost(PATIENCE).until(() -> purse(owner), it -> it.contains("⚓"));
            await().atMost(PATIENCE)
                    .until(() -> owner.pays(1, "milo").path("reply").toString().contains("1"));
            lastsLongerThanWhoMadeIt(stack, owner);
        }
    }

    /** What economy-service answers to {@code /balance}, by way of the toy service. */
    private static String purse(Owner owner) throws IOException, InterruptedException {
        return owner.shown("marina", "purse").toString();
    }

    /** A button for everyone, of a message whose gateway and service are gone. */
    private static void lastsLongerThanWhoMadeIt(RunningStack stack, Owner owner)
            throws IOException, InterruptedException {
        var bounty = owner.uses("bounty", "milo").path("reply");
        stack.kill("gateway-service");
        stack.kill("toy-service");
        await().atMost(PATIENCE)
                .until(
                        () -> Owner.text(owner.presses("milo", bounty, "Cheer")),
                        it -> it.contains("You cheer for"));
    }

    private static String kudos(Owner owner) throws IOException, InterruptedException {
        return owner.uses("kudos", "milo").path("reply").toString();
    }
}
