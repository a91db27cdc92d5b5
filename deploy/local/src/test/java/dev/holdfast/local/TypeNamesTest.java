package dev.holdfast.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A name stands for one thing: whoever searches for a type finds one, without its package. */
class TypeNamesTest {

    private static final Pattern MODULE = Pattern.compile("<module>(?<folder>.+)</module>");

    @Test
    void noTwoPackagesOfProductionCodeHaveATypeOfOneName() throws IOException {
        var packages = packagesByType();
        assertTrue(packages.size() > 1_000, () -> "only %d types".formatted(packages.size()));
        var shared = new TreeMap<>(packages);
        shared.values().removeIf(those -> those.size() == 1);
        assertEquals(Map.of(), shared, "names of types that several packages have");
    }

    /** Of types that are no member of another: each has a file of its own. */
    private static Map<String, Set<String>> packagesByType() throws IOException {
        var packages = new TreeMap<String, Set<String>>();
        for (var sources : sources()) {
            try (Stream<Path> files = Files.walk(sources)) {
                files.map(sources::relativize)
                        .filter(TypeNamesTest::isType)
                        .forEach(file ->
                                packages.computeIfAbsent(name(file), _ -> new TreeSet<>())
                                        .add(file.getParent().toString().replace('/', '.')));
            }
        }
        return packages;
    }

    private static boolean isType(Path file) {
        return file.toString().endsWith(".java") && !name(file).endsWith("-info");
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.java$", "");
    }

    /** Of all modules but those that only test others. */
    private static List<Path> sources() throws IOException {
        var pom = Files.readString(KnownSettings.ROOT.resolve("pom.xml"));
        return MODULE.matcher(pom)
                .results()
                .map(module -> module.group("folder"))
                .filter(folder -> !folder.startsWith("testbed/"))
                .map(folder -> KnownSettings.ROOT.resolve(folder).resolve("src/main/java"))
                .filter(Files::isDirectory)
                .toList();
    }
}
