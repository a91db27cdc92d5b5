package dev.holdfast.health.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pages of HTML, compared with committed files. */
public final class GoldenPages {

    private static final Path FOLDER = Path.of("src/test/resources/pages");

    private GoldenPages() {}

    /** After a change that is meant, run once with {@code -Dpages.update=true} and look at it. */
    public static void assertSame(String name, String page) throws IOException {
        var file = FOLDER.resolve(name + ".html");
        if (Boolean.getBoolean("pages.update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, page);
        }
        assertEquals(Files.readString(file), page, "run once with -Dpages.update=true");
    }
}
