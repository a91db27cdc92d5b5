package dev.holdfast.kit.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is printed before there is a log. */
class StandardErrorTest {

    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

    @Test
    void aSecretIsNotPrintedWhereverItStands() {
        print("Could not connect with a-secret-of-ours to redis://:its-password@host\n");
        assertEquals("Could not connect with *** to redis://:***@host\n", seen());
    }

    @Test
    void aValueThatIsNoneOfItsSettingIsNotPrintedSinceItMayBeASecretInTheWrongPlace() {
        print(
                """
                Configuration validation failed:
                \tThe config property database.pool-size with the config value "pasted-by-mistake" threw: got "pasted-by-mistake"
                \tThe config property quarkus.log.level with the config value "pasted-by-mistake" threw: level "PASTED-BY-MISTAKE"
                \tThe config property database.pool-size with the config value "many" threw: got "many"
                """);
        assertEquals(
                """
                Configuration validation failed:
                \tThe config property database.pool-size with the config value "***" threw: got "***"
                \tThe config property quarkus.log.level with the config value "***" threw: level "***"
                \tThe config property database.pool-size with the config value "many" threw: got "many"
                """,
                seen());
    }

    private void print(String text) {
        var environment = Map.of("HOLDFAST_SECRET", "a-secret-of-ours");
        try (var error =
                new PrintStream(
                        new StandardError(
                                new PrintStream(seen, true, StandardCharsets.UTF_8), environment),
                        true,
                        StandardCharsets.UTF_8)) {
            error.print(text);
        }
    }

    private String seen() {
        return seen.toString(StandardCharsets.UTF_8);
    }
}
