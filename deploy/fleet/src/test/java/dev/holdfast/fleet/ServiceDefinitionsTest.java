package dev.holdfast.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.fleet.ServiceDefinition.Need;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceDefinitionsTest {

    private static final List<String> ASSISTANT =
            List.of(
                    "# answers",
                    "assistant.module = assistant-service",
                    "assistant.port = 8085",
                    "assistant.public-port = 8086",
                    "",
                    "assistant.needs = database, gateway");

    @Test
    void readsAServiceWithWhatItNeeds() {
        var assistant = ServiceDefinitions.parse(ASSISTANT).getFirst();
        assertEquals(
                new ServiceDefinition(
                        "assistant",
                        "assistant-service",
                        8085,
                        OptionalInt.of(8086),
                        Set.of(Need.DATABASE, Need.GATEWAY)),
                assistant);
        assertEquals("HOLDFAST_ASSISTANT_PORT", assistant.portSetting());
        assertEquals("HOLDFAST_ASSISTANT_PUBLIC_PORT", assistant.publicPortSetting());
        assertTrue(assistant.isBehindGateway());
    }

    @Test
    void holdfastsOwnFileHasFirstWhoTakesTheSnapshotsAndOneGateway() {
        var services = ServiceDefinitions.read(Path.of(System.getProperty("holdfast.root")));
        assertTrue(services.getFirst().needs(Need.ARCHIVE));
        assertEquals(
                List.of("gateway"),
                services.stream()
                        .filter(service -> !service.isBehindGateway())
                        .map(ServiceDefinition::name)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "assistant",
                "assistant.colour = red",
                "assistant.module = again",
                "Roles.port = 1",
                "roles.port = 8082",
                "roles.module = a\nroles.needs = redis\nroles.port = 0",
                "roles.module = a\nroles.needs = luck\nroles.port = 1"
            })
    void saysHowToWriteItWhenALineIsWrong(String more) {
        var lines = Stream.concat(ASSISTANT.stream(), more.lines()).toList();
        var wrong =
                assertThrows(IllegalArgumentException.class, () -> ServiceDefinitions.parse(lines));
        assertTrue(wrong.getMessage().contains("is written like"), wrong.getMessage());
    }
}
