package dev.holdfast.smoke.recovery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.smoke.page.Owner;
import dev.holdfast.smoke.page.RunningStack;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/recovery.md}, followed to the letter beside a local stack. */
@Tag("long")
class RecoveryPageIT {

    private static final Path ROOT = Path.of(System.getProperty("holdfast.root"));
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\n(.*?)^```$");
    private static final Pattern PROVEN = Pattern.compile("(?m)^(\\d+) .*(VERIFIED|DRILLED)");
    private static final String ANY_NUMBER = "42";
    private static final String MILO = "milo";

    @TempDir Path data;

    private record Said(int exitCode, String out) {}

    @Test
    void bringsEverythingBackByTheCommandsOnThePage() throws Exception {
        var ports = RunningStack.freePorts();
        try (var stack = RunningStack.start(ROOT, data, ports)) {
            var environment = RunningStack.environment(data, ports);
            var marina = new Owner(stack.page());
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> marina.answers(MILO, "daily").contains("Daily"));
            var before = marina.answers(MILO, "balance");
            var commands = commands();
            assertTrue(commands.size() >= 6, commands::toString);
            var restores = 0;
            for (var command : commands) {
                if (command.contains(" restore ")) {
                    marina.adds(77, MILO);
                    await().atMost(PATIENCE)
                            .until(() -> !marina.answers(MILO, "balance").equals(before));
                    restores++;
                }
                follow(command, environment);
                if (command.contains(" restore ")) {
                    await().atMost(PATIENCE)
                            .ignoreExceptions()
                            .untilAsserted(
                                    () -> assertEquals(before, marina.answers(MILO, "balance")));
                }
            }
            assertEquals(2, restores);
        }
    }

    private static void follow(String command, Map<String, String> environment) throws Exception {
        // After a restore the list is read from the locations within a minute: until then the
        // snapshot that was restored counts as running.
        var listed =
                await().atMost(PATIENCE)
                        .until(
                                () -> run("deploy/holdfastctl backups", environment),
                                it -> it.exitCode() == 0 && !it.out().contains("RUNNING"));
        var literal = command.replace(ANY_NUMBER, last(listed.out()));
        var said = run(literal, environment);
        // 'dead-letters' exits with 1 where there are dead letters, which a restore does.
        assertTrue(
                said.exitCode() == 0 || (command.endsWith(" dead-letters") && said.exitCode() == 1),
                () -> command + ": " + said);
    }

    private static String last(String listed) {
        var found = PROVEN.matcher(listed);
        var number = "";
        while (found.find()) {
            number = found.group(1);
        }
        return number;
    }

    /** Those that are for the local stack: the blocks that begin with holdfastctl. */
    private static List<String> commands() throws Exception {
        var commands = new ArrayList<String>();
        var blocks = BLOCK.matcher(Files.readString(ROOT.resolve("docs/recovery.md")));
        while (blocks.find()) {
            if (blocks.group(1).startsWith("deploy/holdfastctl")) {
                commands.addAll(blocks.group(1).lines().toList());
            }
        }
        return commands;
    }

    private static Said run(String command, Map<String, String> environment) throws Exception {
        var builder =
                new ProcessBuilder(command.split(" ", -1))
                        .directory(ROOT.toFile())
                        .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("HOLDFAST_"));
        builder.environment().putAll(environment);
        var process = builder.start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), out);
    }
}
