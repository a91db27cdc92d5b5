package dev.holdfast.smoke.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a running process was given, as Linux tells it. */
record ProcessEnvironment(Map<String, String> values) {

    ProcessEnvironment {
        values = Map.copyOf(values);
    }

    /** Of the first process whose command line has that word. */
    static ProcessEnvironment of(Stream<ProcessHandle> processes, String word) throws IOException {
        var pid =
                processes
                        .filter(it -> it.info().commandLine().orElse("").contains(word))
                        .findFirst()
                        .orElseThrow()
                        .pid();
        var text = Files.readString(Path.of("/proc/%d/environ".formatted(pid)));
        return new ProcessEnvironment(pairs(text.split("\0", -1)));
    }

    private static Map<String, String> pairs(String[] entries) {
        return Arrays.stream(entries)
                .map(entry -> entry.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (first, _) -> first));
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Its keys by what each is for, such as {@code database:economy}. */
    Map<String, String> keys() {
        return pairs(get("HOLDFAST_KEYS").orElseThrow().split(",", -1));
    }
}
