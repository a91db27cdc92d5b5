package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No refusal carries a code that Discord does not document. */
class ErrorCodesTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern USED =
            Pattern.compile("\\b(?:of|tooMany)\\(\\s*(?:4\\d\\d,\\s*)?(?<code>[1-9][\\d_]{4,6}),");

    @Test
    void everyCodeOfARefusalIsDocumented() throws IOException {
        var used = new TreeMap<Integer, String>();
        try (var files = Files.walk(SOURCES)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                USED.matcher(Files.readString(file))
                        .results()
                        .map(found -> Integer.valueOf(found.group("code").replace("_", "")))
                        .forEach(code -> used.put(code, file.getFileName().toString()));
            }
        }
        assertTrue(used.size() > 40, used::toString);
        var unknown = new TreeSet<>(used.keySet());
        unknown.removeAll(documented());
        assertEquals(new TreeSet<Integer>(), unknown, used::toString);
    }

    private static Set<Integer> documented() throws IOException {
        var name = "/documented-error-codes.txt";
        try (var file = Objects.requireNonNull(ErrorCodesTest.class.getResourceAsStream(name))) {
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Integer::valueOf)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
