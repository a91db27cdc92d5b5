package dev.holdfast.discord.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whoever starts a sandbox for tests has it written down what bots and it say, and holds that
 * against Discord's description.
 */
class EveryEndToEndTestTest {

    private static final Path ROOT = Path.of(System.getProperty("holdfast.root", "../.."));

    /** A sandbox needs a folder of its own; the launcher gives it one. */
    private static final Pattern STARTS = Pattern.compile("SANDBOX_DATA|/local-[\\d.]+\\.jar");

    private static final Pattern RECORDS = Pattern.compile("SANDBOX_RECORD");
    private static final Pattern HOLDS = Pattern.compile("\\bwas(Answered)?AsDescribed\\(\\)");

    /** What looks like it and is not. */
    private static final Map<String, String> OTHERS =
            Map.of(
                    "testbed/discord-openapi/.*", "names what it looks for",
                    "deploy/local/.*/TinyService\\.java", "plays all services; there is no Discord",
                    "testbed/sandbox/.*/KillIT\\.java",
                            "has no bot; its client compares by itself");

    @Test
    void everySandboxOfATestIsWrittenDown() throws IOException {
        var starting = sources(STARTS);
        assertTrue(starting.size() > 3, starting::toString);
        assertEquals(List.of(), without(starting, RECORDS), "no SANDBOX_RECORD");
    }

    @Test
    void whatIsWrittenDownIsHeldAgainstDiscordsDescription() throws IOException {
        var modules = new TreeMap<String, Boolean>();
        for (var source : sources(RECORDS)) {
            modules.put(ROOT.relativize(source).toString().replaceFirst("/src/.*", ""), false);
        }
        for (var source : sources(HOLDS)) {
            modules.replace(ROOT.relativize(source).toString().replaceFirst("/src/.*", ""), true);
        }
        assertTrue(modules.size() > 2, modules::toString);
        assertTrue(!modules.containsValue(false), () -> "nobody holds it: " + modules);
    }

    private static List<Path> without(List<Path> sources, Pattern pattern) throws IOException {
        var lacking = new ArrayList<Path>();
        for (var source : sources) {
            if (!pattern.matcher(Files.readString(source)).find()) lacking.add(source);
        }
        return lacking;
    }

    /** The sources of tests, the conformance suites' ground included, in which that is found. */
    private static List<Path> sources(Pattern pattern) throws IOException {
        var found = new ArrayList<Path>();
        for (var module : modules()) {
            try (Stream<Path> files = Files.walk(module)) {
                for (var file : files.filter(EveryEndToEndTestTest::ofTests).toList()) {
                    if (pattern.matcher(Files.readString(file)).find()) found.add(file);
                }
            }
        }
        return found;
    }

    /** The folders that hold modules. */
    private static List<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.filter(EveryEndToEndTestTest::holdsModules).toList();
        }
    }

    private static boolean holdsModules(Path folder) {
        return Files.exists(folder.resolve("pom.xml"))
                || folder.endsWith("deploy")
                || folder.endsWith("testbed");
    }

    private static boolean ofTests(Path file) {
        var path = ROOT.relativize(file).toString();
        return path.endsWith(".java")
                && (path.contains("/src/test/") || path.contains("conformance/ground/src/main/"))
                && OTHERS.keySet().stream().noneMatch(path::matches);
    }
}
