package dev.holdfast.gateway.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A gateway that takes little at once: four commands an hour of each person, few places. */
public final class NarrowGateway implements QuarkusTestProfile {

    public static final int PLACES = 20;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "holdfast.limit.member", "4",
                "holdfast.limit.span", "1h",
                "holdfast.prefix.whisper", "10m",
                "holdfast.service-places", Integer.toString(PLACES),
                "holdfast.service-concurrency", "8");
    }
}
