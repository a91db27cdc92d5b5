package dev.holdfast.conformance.discordjs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.conformance.ConformanceSandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("conformance")
class DiscordJsTest {
    private static final Duration INSTALL = Duration.ofMinutes(3);
    private static final Duration SUITE = Duration.ofMinutes(3);
    private static final int OLDEST_NODE = 20;

    private final Path folder =
            Path.of(
                    System.getProperty("holdfast.root", "../../.."),
                    "testbed/conformance/discordjs");

    @Test
    void theSuiteOfDiscordJsPasses() throws IOException, InterruptedException {
        assumeTrue(
                nodeIsThere(),
                "discord.js was not tried: there is no node " + OLDEST_NODE + " or newer here");
        run(INSTALL, Map.of(), "npm", "ci", "--no-audit", "--no-fund");
        try (var conformanceSandbox = ConformanceSandbox.start()) {
            run(SUITE, Map.of("SANDBOX_URL", conformanceSandbox.url().toString()), "npm", "test");
            conformanceSandbox.answeredAsDescribed();
        }
    }

    private static boolean nodeIsThere() throws InterruptedException {
        try {
            var process = new ProcessBuilder("node", "--version").start();
            var version =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0
                    && Integer.parseInt(version.substring(1, version.indexOf('.'))) >= OLDEST_NODE;
        } catch (IOException _) {
            return false;
        }
    }

    private void run(Duration longest, Map<String, String> settings, String... command)
            throws IOException, InterruptedException {
        var said = folder.resolve("target/" + command[1] + ".log");
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().putAll(settings);
        var process = builder.start();
        var words = String.join(" ", List.of(command));
        try {
            assertTrue(
                    process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS), words + " is late");
            assertEquals(0, process.exitValue(), () -> words + ": see " + said);
        } finally {
            process.destroyForcibly();
        }
    }
}
