package dev.holdfast.kit.security;

import dev.holdfast.kit.observe.Secrets;
import dev.holdfast.kit.observe.SettingsCheck;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The keys of this service: those it shows to others, those it accepts, and its database passwords.
 */
@Singleton
public final class Keys implements SettingsCheck {

    private static final String GATEWAY = "gateway";

    private final String service;
    private final SecuritySettings settings;
    private final Secrets secrets;
    private final ConcurrentMap<String, List<byte[]>> accepted = new ConcurrentHashMap<>();

    Keys(
            @ConfigProperty(name = "quarkus.application.name") String service,
            SecuritySettings settings,
            Secrets secrets) {
        this.service = service;
        this.settings = settings;
        this.secrets = secrets;
    }

    /** The key to show when this service calls another. */
    public String toCall(String audience) {
        return require("pair:%s>%s".formatted(service, audience));
    }

    /** Whether the caller showed its key for this service; compared in constant time. */
    public boolean accepts(String caller, String shown) {
        var bytes = shown.getBytes(StandardCharsets.UTF_8);
        var known = accepted.get(caller);
        var live = known == null ? live(caller) : known;
        var matches = false;
        for (var key : live) {
            matches |= MessageDigest.isEqual(key, bytes);
        }
        if (matches && known == null) {
            accepted.put(caller, live);
        }
        return matches;
    }

    /** The password of a database role. */
    public String database(String role) {
        return require("database:" + role);
    }

    /** Whether it has the key of that name, such as {@code database:economy}. */
    public boolean holds(String name) {
        return current().key(name).isPresent();
    }

    @Override
    public List<String> wrong() {
        if (settings.secret().isEmpty() && settings.keys().isEmpty()) {
            return List.of(
                    "HOLDFAST_SECRET is missing. Set it to 32 or more random characters, the same"
                            + " for all services: openssl rand -hex 32");
        }
        var wrong = new ArrayList<String>();
        settings.secret().ifPresent(it -> checkLength("HOLDFAST_SECRET", it, wrong));
        settings.secretPrevious()
                .ifPresent(it -> checkLength("HOLDFAST_SECRET_PREVIOUS", it, wrong));
        settings.keys().ifPresent(it -> checkList("HOLDFAST_KEYS", it, wrong));
        settings.keysPrevious().ifPresent(it -> checkList("HOLDFAST_KEYS_PREVIOUS", it, wrong));
        if (wrong.isEmpty()) {
            checkNames(wrong);
        }
        return wrong;
    }

    /** Said at the start, and not when the first of them is missed. */
    private void checkNames(List<String> wrong) {
        var needed = new ArrayList<>(List.of("database:" + service, databaseOfWorker()));
        // The gateway's own orders go through its own door, at whichever gateway.
        needed.add("pair:%s>%s".formatted(service, GATEWAY));
        if (!service.equals(GATEWAY)) {
            needed.add("pair:%s>%s".formatted(GATEWAY, service));
        }
        needed.removeIf(name -> current().key(name).isPresent());
        if (!needed.isEmpty()) {
            wrong.add(
                    "HOLDFAST_KEYS lacks %s. Add what is missing, or set HOLDFAST_SECRET."
                            .formatted(String.join(", ", needed)));
        }
    }

    private String databaseOfWorker() {
        return "database:%s_worker".formatted(service);
    }

    private static void checkLength(String name, String secret, List<String> wrong) {
        if (secret.length() < KeyRing.SHORTEST_SECRET) {
            wrong.add(
                    "%s has %d characters. Use 32 or more random ones: openssl rand -hex 32"
                            .formatted(name, secret.length()));
        }
    }

    private static void checkList(String name, String list, List<String> wrong) {
        try {
            KeyRing.of(Optional.of(list), Optional.empty());
        } catch (IllegalArgumentException _) {
            wrong.add(
                    "%s is not a list of name=key, separated by commas, each name once."
                            .formatted(name));
        }
    }

    private List<byte[]> live(String caller) {
        var name = "pair:%s>%s".formatted(caller, service);
        return List.of(current(), previous()).stream()
                .flatMap(ring -> ring.key(name).stream())
                .peek(secrets::hide)
                .map(key -> key.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private String require(String name) {
        var key = current().key(name).orElseThrow(() -> new IllegalStateException(noKey(name)));
        secrets.hide(key);
        return key;
    }

    private static String noKey(String name) {
        return "No key '%s'. Set HOLDFAST_SECRET, or hand this key over in HOLDFAST_KEYS."
                .formatted(name);
    }

    private KeyRing current() {
        return KeyRing.of(settings.keys(), settings.secret());
    }

    private KeyRing previous() {
        return KeyRing.of(settings.keysPrevious(), settings.secretPrevious());
    }
}
