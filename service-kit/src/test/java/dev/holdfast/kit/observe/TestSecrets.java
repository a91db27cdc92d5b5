package dev.holdfast.kit.observe;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Secrets as settings hold them. */
public final class TestSecrets {

    private TestSecrets() {}

    public static Secrets none() {
        return of(Map.of());
    }

    static Secrets of(Map<String, String> settings) {
        return new Secrets(
                new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(settings, "test", 100))
                        .build());
    }
}
