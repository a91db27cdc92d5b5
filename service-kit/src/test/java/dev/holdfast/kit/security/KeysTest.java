package dev.holdfast.kit.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeysTest {

    private static final String OLD = "the-old-secret-0123456789-0123456789";
    private static final String NEW = "the-new-secret-0123456789-0123456789";

    @Test
    void acceptsTheCallersKeyForThisServiceOnly() {
        var key = service("gateway", NEW).toCall("economy");
        assertTrue(service("economy", NEW).accepts("gateway", key));
        assertFalse(service("economy", NEW).accepts("roles", key));
        assertFalse(service("roles", NEW).accepts("gateway", key));
        assertFalse(service("economy", NEW).accepts("gateway", key + "x"));
        assertFalse(service("economy", NEW).accepts("gateway", ""));
    }

    @Test
    void acceptsOldAndNewKeyWhileTheSecretIsRotated() {
        var rotating = TestKeys.of("economy", Optional.of(NEW), Optional.of(OLD), Optional.empty());
        assertTrue(rotating.accepts("gateway", service("gateway", OLD).toCall("economy")));
        assertTrue(rotating.accepts("gateway", service("gateway", NEW).toCall("economy")));
        assertFalse(
                service("economy", NEW)
                        .accepts("gateway", service("gateway", OLD).toCall("economy")));
    }

    @Test
    void worksWithItsOwnKeysAloneAndWithoutTheSecret() {
        var key = service("gateway", NEW).toCall("economy");
        var alone =
                TestKeys.of(
                        "economy",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("pair:gateway>economy=" + key));
        assertTrue(alone.accepts("gateway", key));
        assertFalse(alone.accepts("roles", key));
    }

    /** A past fault: with economy's keys one was anybody. */
    @Test
    void isNobodyElseWithItsOwnKeys() {
        var known = service("economy", NEW);
        var names =
                List.of(
                        "pair:economy>gateway=" + known.toCall("gateway"),
                        "pair:gateway>economy=" + service("gateway", NEW).toCall("economy"),
                        "database:economy=" + known.database("economy"),
                        "database:economy_worker=" + known.database("economy_worker"));
        var economy = alone(names);
        assertEquals(List.of(), economy.wrong());
        var gateway = service("gateway", NEW);
        assertTrue(gateway.accepts("economy", economy.toCall("gateway")));
        for (var other : List.of("roles", "operator", "gateway")) {
            for (var entry : names) {
                assertFalse(gateway.accepts(other, entry.split("=", 2)[1]), other);
            }
        }
        assertThrows(IllegalStateException.class, () -> economy.database("gateway"));
        assertThrows(IllegalStateException.class, () -> economy.toCall("roles"));
        assertTrue(alone(names.subList(0, 3)).wrong().toString().contains("economy_worker"));
    }

    private static Keys alone(List<String> keys) {
        return TestKeys.of(
                "economy", Optional.empty(), Optional.empty(), Optional.of(String.join(",", keys)));
    }

    @Test
    void everyNameHasAnotherKey() {
        var keys = service("economy", NEW);
        assertNotEquals(keys.database("economy"), keys.database("economy_worker"));
        assertNotEquals(keys.toCall("gateway"), keys.toCall("roles"));
    }

    @Test
    void namesWhatIsWrongWithoutShowingIt() {
        assertTrue(wrong(null, null).contains("HOLDFAST_SECRET is missing"));
        assertTrue(wrong("short", null).contains("HOLDFAST_SECRET has 5 characters"));
        assertTrue(wrong(NEW, "nonsense").contains("HOLDFAST_KEYS is not a list"));
        assertFalse(wrong("short", "nonsense").contains("nonsense"));
    }

    private static String wrong(String secret, String keys) {
        return String.join(
                " ",
                TestKeys.of(
                                "economy",
                                Optional.ofNullable(secret),
                                Optional.empty(),
                                Optional.ofNullable(keys))
                        .wrong());
    }

    private static Keys service(String name, String secret) {
        return TestKeys.of(name, Optional.of(secret), Optional.empty(), Optional.empty());
    }
}
