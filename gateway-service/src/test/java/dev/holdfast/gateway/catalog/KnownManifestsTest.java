package dev.holdfast.gateway.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.kit.protocol.Manifest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownManifestsTest {

    private final KnownManifests known = new KnownManifests();

    @Test
    void aServiceWhoseNameLeadsNowhereYetRemovesNothing() {
        known.remember(List.of(economy(1)));
        assertEquals(List.of(economy(1)), known.best(Map.of("economy", List.of())));
    }

    @Test
    void whatAnInstanceSaidGoesWithIt() {
        known.hear("old", economy(1));
        known.hear("new", economy(2));
        assertEquals(List.of(economy(2)), known.best(Map.of("economy", List.of("old", "new"))));
        assertEquals(List.of(economy(1)), known.best(Map.of("economy", List.of("old"))));
        known.remember(List.of(economy(3)));
        assertEquals(List.of(economy(3)), known.best(Map.of("economy", List.of("new"))));
    }

    @Test
    void anInstanceThatTakesAnothersPlaceLeavesWhatCounted() {
        known.remember(List.of(economy(1)));
        known.hear("old", economy(2));
        assertEquals(List.of(economy(2)), known.best(Map.of("economy", List.of("old"))));
        assertEquals(List.of(economy(2)), known.best(Map.of("economy", List.of("new"))));
        assertEquals(List.of(economy(2)), known.best(Map.of("economy", List.of())));
        known.hear("new", economy(1));
        assertEquals(List.of(economy(1)), known.best(Map.of("economy", List.of("new"))));
    }

    private static Manifest economy(long build) {
        return new Manifest("economy", build, List.of(), List.of(), List.of(), List.of());
    }
}
