package dev.holdfast.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The scripts that make secrets, in a folder of their own. */
public final class MadeSecrets {

    private static final List<String> FILES =
            List.of("deploy/fleet.properties", "deploy/container/make-secrets", "k8s/make-secrets");

    private static final String NOBODY = "65534";

    private final Path root;

    /** Copies what they need into an empty folder. */
    public MadeSecrets(Path root) throws IOException {
        this.root = root;
        for (var file : FILES) {
            Files.createDirectories(root.resolve(file).getParent());
            Files.copy(KnownSettings.ROOT.resolve(file), root.resolve(file));
        }
    }

    /** One of those that compose and {@code k8s/make-secrets} read. */
    Path file(String name) throws IOException {
        return Files.createDirectories(root.resolve("deploy/secrets")).resolve(name);
    }

    /** Runs one of the scripts and returns what it printed. */
    public String run(String script) throws IOException, InterruptedException {
        return run(List.of("bash", root.resolve(script).toString()));
    }

    /** The same as somebody who is not root, whose files are all of them from then on. */
    String runAsNobody(String script) throws IOException, InterruptedException {
        if (!System.getProperty("user.name").equals("root")) {
            return run(script);
        }
        run(List.of("chown", "-R", NOBODY + ":" + NOBODY, root.toString()));
        var as = List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups");
        return run(
                Stream.concat(as.stream(), Stream.of("bash", root.resolve(script).toString()))
                        .toList());
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command);
        builder.environment().put("DISCORD_TOKEN", "a.token.of");
        var errors = root.resolve("errors");
        var process = builder.redirectError(errors.toFile()).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> said + errors);
        return said;
    }
}
