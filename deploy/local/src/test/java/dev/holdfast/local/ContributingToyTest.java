package dev.holdfast.local;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** CONTRIBUTING.md shows the toy service as it is built, started and asked by {@code ToyIT}. */
class ContributingToyTest {

    private static final Path TOY = KnownSettings.ROOT.resolve("testbed/toy-service");

    @Test
    void everyFileOfTheToyServiceIsShownAsItIs() throws IOException {
        var shown = Files.readString(KnownSettings.ROOT.resolve("CONTRIBUTING.md"));
        var files = files();
        assertTrue(files.size() > 8, files.toString());
        for (var file : files) {
            var path = "toy-service/" + TOY.relativize(file);
            // Beside the other services it is one folder nearer to its parent.
            var text = Files.readString(file).replace("../../service-parent", "../service-parent");
            assertTrue(shown.contains("`" + path + "`"), "CONTRIBUTING.md does not name " + path);
            assertTrue(
                    shown.contains("\n" + text + "```"),
                    "CONTRIBUTING.md shows another text than " + file);
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> sources = Files.walk(TOY.resolve("src"))) {
            return Stream.concat(sources, Stream.of(TOY.resolve("pom.xml")))
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }
}
