package dev.holdfast.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.embedded.StartFailure;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaunchSettingsTest {

    private static final Path ROOT = Path.of("/srv/holdfast");

    @Test
    void needsNothingSet() {
        var settings = LaunchSettings.of(ROOT, KnownSettings.FLEET, Map.of());
        assertTrue(settings.sandboxed());
        assertEquals(ROOT.resolve("data"), settings.data());
        assertEquals(8088, settings.sandboxPort().number());
    }

    @Test
    void namesEverythingThatIsWrongAtOnceWithoutRepeatingSecrets() {
        var wrong =
                Map.of(
                        "HOLDFAST_GATEWAY_PORT", "eighty",
                        "HOLDFAST_ECONOMY_PORT", "8088",
                        "HOLDFAST_SECRET", "short-and-private",
                        "DATABASE_URL", "mysql://root:private@somewhere/db");
        var failure =
                assertThrows(
                        StartFailure.class,
                        () -> LaunchSettings.of(ROOT, KnownSettings.FLEET, wrong));
        assertEquals(
                """
                HOLDFAST_SECRET has 17 characters and needs at least 32: make it longer, or unset it.
                DATABASE_URL is not an address of the form postgresql://host:port: correct it, or unset it.
                HOLDFAST_GATEWAY_PORT is 'eighty', which is no port: use a number from 1 to 65535.
                HOLDFAST_ECONOMY_PORT and HOLDFAST_SANDBOX_PORT are both 8088: choose different ports.\
                """,
                failure.reason());
    }
}
