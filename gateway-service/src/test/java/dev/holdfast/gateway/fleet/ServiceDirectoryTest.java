package dev.holdfast.gateway.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceDirectoryTest {

    @Test
    void readsServicesAndTheirInstances() {
        assertEquals(
                Map.of(
                        "economy",
                                List.of(URI.create("http://a:8081"), URI.create("http://b:8081")),
                        "roles", List.of(URI.create("https://c"))),
                ServiceDirectory.of(
                                Optional.of(
                                        "economy=http://a:8081|http://b:8081/, roles=https://c"))
                        .instances());
    }

    @Test
    void isEmptyWhereNothingIsNamed() {
        assertEquals(Map.of(), ServiceDirectory.of(Optional.empty()).instances());
        assertEquals(Map.of(), ServiceDirectory.of(Optional.of(" ")).instances());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "economy",
                "=http://a",
                "Economy=http://a",
                "economy=a:8081",
                "economy=http://a/path",
                "economy=ftp://a",
                "economy=http://a b",
                "economy=http://a,economy=http://b"
            })
    void saysHowToWriteItWhenItIsWrong(String list) {
        var wrong =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> ServiceDirectory.of(Optional.of(list)));
        assertTrue(wrong.getMessage().startsWith("HOLDFAST_SERVICES"), wrong.getMessage());
        assertTrue(
                wrong.getMessage().contains("Write it like economy=http://"), wrong.getMessage());
    }
}
