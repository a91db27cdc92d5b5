package dev.holdfast.kit.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What travels between services stays readable for the builds that are running: these files may be
 * added to, never changed.
 */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class GoldenJsonTest {

    @Inject ObjectMapper json;

    static Stream<Golden> all() {
        return Stream.of(
                        GoldenInvocations.all(),
                        GoldenReplies.all(),
                        GoldenManifests.all(),
                        GoldenEffects.all(),
                        GoldenEvents.all(),
                        GoldenReadings.all())
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("all")
    void isWrittenAndReadAsTheFileSays(Golden golden) throws IOException {
        try (InputStream file =
                getClass().getResourceAsStream("/protocol/" + golden.file() + ".json")) {
            assertNotNull(
                    file, () -> "missing " + golden.file() + ".json: " + written(golden.value()));
            var expected = json.readTree(file);
            assertEquals(
                    expected.toPrettyString(),
                    json.readTree(written(golden.value())).toPrettyString());
            assertEquals(golden.value(), json.treeToValue(expected, type(golden.value())));
        }
    }

    @Test
    void holdsAnEventOfEachKind() {
        assertEquals(
                EnumSet.allOf(EventKind.class),
                GoldenEvents.events().map(Event::kind).collect(Collectors.toSet()));
    }

    private static Class<?> type(Object value) {
        return switch (value) {
            case Reply _ -> Reply.class;
            case EffectOutcome _ -> EffectOutcome.class;
            case OrderOutcome _ -> OrderOutcome.class;
            default -> value.getClass();
        };
    }

    private String written(Object value) {
        try {
            return json.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
