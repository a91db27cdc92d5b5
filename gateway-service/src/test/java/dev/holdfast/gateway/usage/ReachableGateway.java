package dev.holdfast.gateway.usage;

import dev.holdfast.gateway.testing.Sandbox;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** A gateway that knows where it listens, so that its own outbox is delivered. */
public final class ReachableGateway implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            var port = Sandbox.freePort();
            return Map.of(
                    "quarkus.http.test-port",
                    Integer.toString(port),
                    "holdfast.gateways",
                    "http://127.0.0.1:" + port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
