package dev.holdfast.ctl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A service's own program, run for one step instead of a start; no service has to be up for that.
 */
record ServiceProgram(Path root, String module) {

    /**
     * Runs it.
     *
     * @param environment beside holdfastctl's own
     * @param marker what the lines begin with that are meant for people, such as {@code provision:
     *     }
     * @param hears each of them, without the marker, as it is said
     * @return its exit code
     * @throws CtlException where it is not built, or cannot be run
     */
    int run(Map<String, String> environment, String marker, Consumer<String> hears) {
        var jar = root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.isReadable(jar)) {
            throw CtlException.wrong(
                    "There is no %s: build it with ./mvnw package -DskipTests.".formatted(jar));
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder =
                new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-jar", jar.toString())
                        .redirectErrorStream(true);
        builder.environment().put("HOLDFAST_LOG_FORMAT", "text");
        builder.environment()
                .put("HOLDFAST_LOG_DIR", root.resolve("deploy/ctl/target/logs").toString());
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    var said = line.indexOf(marker);
                    if (said >= 0) {
                        hears.accept(line.substring(said + marker.length()));
                    }
                }
            }
            return process.waitFor();
        } catch (IOException e) {
            throw CtlException.wrong("%s cannot be run: %s".formatted(jar, e.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw CtlException.wrong("Stopped.");
        }
    }
}
