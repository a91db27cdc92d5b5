package dev.holdfast.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What to start as a child process and how to end it.
 *
 * @param environment all that the child sees of it; nothing is inherited
 * @param log receives stdout and stderr, appended
 * @param record where the running process is noted, so that an orphan is recognised later
 * @param scrap a folder that is deleted when this JVM dies
 * @param grace how long the child may take to stop before it is killed, in whole seconds
 */
public record ChildSpec(
        List<String> command,
        Map<String, String> environment,
        Path folder,
        Path log,
        Optional<ProcessRecord> record,
        Optional<Path> scrap,
        StopSignal stop,
        Duration grace) {

    /** The signal that asks a process to end in its own way. */
    public enum StopSignal {
        TERM,
        INT,
        QUIT
    }

    private static final Set<String> HARMLESS = Set.of("PATH", "HOME", "TMPDIR", "LANG");

    /** The few variables that any program needs, from this process's own environment. */
    public static Map<String, String> bareEnvironment() {
        return System.getenv().entrySet().stream()
                .filter(entry -> HARMLESS.contains(entry.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public ChildSpec {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a child needs a command");
        }
        if (grace.toSeconds() < 1) {
            throw new IllegalArgumentException("a child needs at least a second to stop");
        }
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
