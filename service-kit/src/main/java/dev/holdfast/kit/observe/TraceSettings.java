package dev.holdfast.kit.observe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the operator sets about traces. */
@ConfigMapping(prefix = "otel")
interface TraceSettings {

    /**
     * {@code OTEL_EXPORTER_OTLP_ENDPOINT}: where a collector takes OTLP over HTTP, such as {@code
     * http://127.0.0.1:4318}; without it nothing is traced.
     */
    @WithName("exporter.otlp.endpoint")
    Optional<String> endpoint();

    /** {@code OTEL_TRACES_SAMPLER_ARG}: which share of all operations is traced, 0 to 1. */
    @WithName("traces.sampler.arg")
    @WithDefault("1")
    double share();

    /** Looks at them before anything is started. */
    @Singleton
    final class Check implements SettingsCheck {

        private final TraceSettings settings;

        @Inject
        Check(TraceSettings settings) {
            this.settings = settings;
        }

        @Override
        public List<String> wrong() {
            var wrong = new ArrayList<String>();
            if (settings.endpoint().isPresent() && !isWeb(settings.endpoint().get())) {
                wrong.add(
                        "OTEL_EXPORTER_OTLP_ENDPOINT is no http address. Write it like"
                                + " http://127.0.0.1:4318.");
            }
            if (!(settings.share() >= 0 && settings.share() <= 1)) {
                wrong.add(
                        "OTEL_TRACES_SAMPLER_ARG is %s. Set it to 0 to 1."
                                .formatted(settings.share()));
            }
            return wrong;
        }

        private static boolean isWeb(String text) {
            try {
                var uri = URI.create(text);
                return uri.getHost() != null
                        && List.of("http", "https").contains(String.valueOf(uri.getScheme()));
            } catch (IllegalArgumentException _) {
                return false;
            }
        }
    }
}
