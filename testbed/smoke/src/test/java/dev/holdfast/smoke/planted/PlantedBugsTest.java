package dev.holdfast.smoke.planted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The patches fit the code as it is now. That each turns its test red shows {@code
 * testbed/smoke/planted/run}.
 */
class PlantedBugsTest {

    private static final Path ROOT = Path.of(System.getProperty("holdfast.root"));
    private static final Path FOLDER = ROOT.resolve("testbed/smoke/planted");
    private static final Pattern TEST =
            Pattern.compile("(?m)^Test: (?<module>[a-z-]+) (?<type>\\w+)#(?<method>\\w+)$");
    private static final Pattern PARENT = Pattern.compile("class \\w+ extends (?<type>\\w+)");

    @Test
    void theOnesThatMatterMostAreThere() throws IOException {
        var names = patches().stream().map(patch -> patch.getFileName().toString()).toList();
        assertTrue(
                names.containsAll(
                        List.of(
                                "caller-check-off.patch",
                                "ack-released-early.patch",
                                "key-claimed-outside-the-transaction.patch",
                                "key-not-claimed.patch",
                                "may-have-run-ignored.patch",
                                "missing-zero-row-insert.patch",
                                "permission-gate-off.patch",
                                "read-then-write-balance.patch",
                                "settlement-without-its-key.patch",
                                "table-without-its-policy.patch",
                                "unsorted-row-locks.patch")),
                names::toString);
    }

    @TestFactory
    Stream<DynamicTest> eachStillApplies() throws Exception {
        assumeTrue(
                git("rev-parse", "--is-inside-work-tree").isEmpty(),
                "this is no git checkout, so whether the patches apply is not known");
        return patches().stream()
                .map(patch -> DynamicTest.dynamicTest(name(patch), () -> stillApplies(patch)));
    }

    @TestFactory
    Stream<DynamicTest> eachNamesATestThatExists() throws IOException {
        return patches().stream()
                .map(patch -> DynamicTest.dynamicTest(name(patch), () -> namesItsTest(patch)));
    }

    private static void stillApplies(Path patch) throws Exception {
        assertEquals("", git("apply", "--check", patch.toString()));
    }

    private static void namesItsTest(Path patch) throws IOException {
        var test = TEST.matcher(Files.readString(patch));
        assertTrue(test.find(), "a line like: Test: service-kit UnitsOfWorkTest#someMethod");
        var types = sources(ROOT.resolve(test.group("module")));
        assertTrue(
                types.stream().anyMatch(file -> file.endsWith(test.group("type") + ".java")),
                test.group("type"));
        var all = Stream.concat(types.stream(), sources(ROOT.resolve("service-kit")).stream());
        var method = "void %s(".formatted(test.group("method"));
        assertTrue(isIn(test.group("type"), method, all.toList()), method);
    }

    /** It may be inherited from a contract of the test kit. */
    private static boolean isIn(String type, String method, List<Path> files) throws IOException {
        for (var file : files) {
            if (file.endsWith(type + ".java")) {
                var source = Files.readString(file);
                var parent = PARENT.matcher(source);
                return source.contains(method)
                        || (parent.find() && isIn(parent.group("type"), method, files));
            }
        }
        return false;
    }

    private static List<Path> patches() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".patch")).sorted().toList();
        }
    }

    private static List<Path> sources(Path module) throws IOException {
        try (var files = Files.walk(module.resolve("src/test/java"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String name(Path patch) {
        return patch.getFileName().toString();
    }

    /** What it complains about; empty when all is well. */
    private static String git(String... arguments) throws InterruptedException {
        var command = Stream.concat(Stream.of("git", "-C", ROOT.toString()), Stream.of(arguments));
        try {
            var git =
                    new ProcessBuilder(command.toList())
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var words = new String(git.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            var code = git.waitFor();
            return code == 0 ? "" : "exit code %d: %s".formatted(code, words);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
