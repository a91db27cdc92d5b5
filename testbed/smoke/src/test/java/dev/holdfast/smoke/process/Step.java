package dev.holdfast.smoke.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A service's program that is run for one step instead of a start: provisioning, or a restore. */
public final class Step {

    private static final long LIMIT_SECONDS = 120;

    private Step() {}

    /** How it ended, and what it said. */
    public record Ended(int exitCode, List<String> lines) {

        public boolean said(String words) {
            return lines.stream().anyMatch(line -> line.contains(words));
        }
    }

    /**
     * Makes the schema of a service as {@code HOLDFAST_PROVISION=run} does.
     *
     * @param settings {@code DATABASE_ADMIN_URL} among them
     */
    public static void provision(
            Path root, String service, Path folder, Map<String, String> settings)
            throws IOException, InterruptedException {
        var all = new HashMap<>(settings);
        all.put("HOLDFAST_PROVISION", "run");
        var ended = run(root, service + "-service", folder.resolve("provision-" + service), all);
        assertEquals(0, ended.exitCode(), ended.lines()::toString);
    }

    public static Ended run(Path root, String module, Path logs, Map<String, String> settings)
            throws IOException, InterruptedException {
        return run(root, module, logs, settings, _ -> false);
    }

    /** Kills it, as kill -9 does, when it says what is waited for. */
    public static Ended run(
            Path root,
            String module,
            Path logs,
            Map<String, String> settings,
            Predicate<String> killWhen)
            throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var jar = root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar").toString();
        var builder =
                new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-Xmx192m", "-jar", jar)
                        .redirectErrorStream(true);
        builder.environment().putAll(settings);
        builder.environment().put("HOLDFAST_SECRET", ServiceProcess.SECRET);
        builder.environment().put("HOLDFAST_LOG_DIR", logs.toString());
        builder.environment().put("HOLDFAST_LOG_FORMAT", "text");
        builder.environment().put("HOLDFAST_MIGRATION_SNAPSHOT", "skip");
        var process = builder.start();
        var lines = new ArrayList<String>();
        try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                if (killWhen.test(line)) {
                    process.destroyForcibly().waitFor();
                    break;
                }
            }
        }
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it does not end: " + lines);
        }
        return new Ended(process.exitValue(), lines);
    }
}
