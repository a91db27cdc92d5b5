package dev.holdfast.kit.outbox;

import dev.holdfast.kit.observe.SettingsCheck;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the operator says the gateways listen. */
@Singleton
final class Gateways implements SettingsCheck {

    private final OutboxSettings settings;

    @Inject
    Gateways(OutboxSettings settings) {
        this.settings = settings;
    }

    /** Empty where none was named. */
    List<URI> addresses() {
        return settings.gateways().map(String::strip).filter(it -> !it.isEmpty()).stream()
                .flatMap(list -> Arrays.stream(list.split("\\|", -1)))
                .map(Gateways::address)
                .toList();
    }

    @Override
    public List<String> wrong() {
        try {
            addresses();
            return List.of();
        } catch (IllegalArgumentException wrong) {
            return List.of(String.valueOf(wrong.getMessage()));
        }
    }

    private static URI address(String text) {
        try {
            var uri = URI.create(text.strip().replaceAll("/+$", ""));
            var web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getPath().isEmpty()) {
                return uri;
            }
        } catch (IllegalArgumentException malformed) {
            throw wrong(text, malformed);
        }
        throw wrong(text, null);
    }

    private static IllegalArgumentException wrong(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "HOLDFAST_GATEWAYS has '%s', which is no http address. Write it like http://127.0.0.1:8080 or http://a:8080|http://b:8080"
                        .formatted(text),
                cause);
    }
}
