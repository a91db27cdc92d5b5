package dev.holdfast.smoke.locale;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.smoke.page.Owner;
import dev.holdfast.smoke.page.RunningStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A past fault: under an Arabic or Kurdish locale nothing started, since {@code %d} wrote other
 * digits into SQL, ports, JSON and timestamps. The launcher, every service, the sandbox and
 * holdfastctl run as on a machine of that language.
 */
class LocaleIT {

    private static final Path ROOT = Path.of(System.getProperty("holdfast.root"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern OTHER_DIGITS = Pattern.compile("[\\p{Nd}&&[^0-9]]");

    @TempDir Path data;

    @Test
    void allOfItWorksOnAMachineInEgypt() throws Exception {
        works("ar", "EG");
    }

    @Tag("chaos")
    @ParameterizedTest
    @CsvSource({"ckb,IQ", "tr,TR"})
    void allOfItWorksOnAMachineIn(String language, String country) throws Exception {
        works(language, country);
    }

    private void works(String language, String country) throws Exception {
        var locale =
                Map.of(
                        "JAVA_TOOL_OPTIONS",
                        "-Duser.language=" + language + " -Duser.country=" + country);
        var ports = RunningStack.freePorts();
        try (var stack = RunningStack.start(ROOT, data, ports, locale)) {
            var settings = new HashMap<>(RunningStack.environment(data, ports));
            settings.putAll(locale);
            var owner = new Owner(stack.page());
            await().atMost(PATIENCE).until(() -> answered(owner, 7));
            var typed = owner.writes("!PİNG");
            await().atMost(PATIENCE).until(() -> !owner.repliesTo(typed).isEmpty());
            var paid = owner.writes("!pay <@" + owner.person("milo") + "> ١١ thanks");
            await().atMost(PATIENCE).until(() -> !owner.repliesTo(paid).isEmpty());
            assertTrue(owner.repliesTo(paid).contains("11"), () -> said(owner, paid));
            await().atMost(PATIENCE).until(() -> ctl(settings).contains("All is well."));
        }
        assertNoOtherDigits(data.resolve("logs"));
    }

    private static String said(Owner owner, String message) {
        try {
            return owner.repliesTo(message);
        } catch (IOException | InterruptedException e) {
            return String.valueOf(e);
        }
    }

    private static boolean answered(Owner owner, int amount)
            throws IOException, InterruptedException {
        var reply = owner.pays(amount, "milo").path("reply").toString();
        assertFalse(OTHER_DIGITS.matcher(reply).find(), reply);
        return Pattern.compile("\\b" + amount + "\\b").matcher(reply).find();
    }

    /** {@code holdfastctl status} on such a machine. */
    private String ctl(Map<String, String> settings) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(ROOT.resolve("deploy/holdfastctl").toString(), "status");
        builder.environment().keySet().removeIf(name -> name.startsWith("HOLDFAST_"));
        builder.environment().putAll(settings);
        var process = builder.redirectError(data.resolve("ctl.err").toFile()).start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return out;
    }

    /** Nobody types a number of another script into these but the test itself. */
    private static void assertNoOtherDigits(Path logs) throws IOException {
        try (var files = Files.walk(logs)) {
            var found =
                    files.filter(Files::isRegularFile)
                            .flatMap(LocaleIT::lines)
                            .filter(line -> OTHER_DIGITS.matcher(line).find())
                            .filter(line -> !line.contains("١١"))
                            .toList();
            assertEquals(List.of(), found);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readString(file).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
