package dev.holdfast.local;

import dev.holdfast.fleet.ServiceDefinition;
import dev.holdfast.fleet.ServiceDefinition.Need;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that one service holds, derived as the services themselves would do it: what it shows to
 * others and others to it, and its database passwords. From these nobody learns another's.
 */
final class ServiceKeys {

    private ServiceKeys() {}

    /**
     * As {@code HOLDFAST_KEYS} has them.
     *
     * @param fleet every service, which the others call or are called by
     */
    static String of(String secret, ServiceDefinition service, List<ServiceDefinition> fleet) {
        return names(service, fleet).stream()
                .map(name -> name + "=" + derive(secret, name))
                .collect(Collectors.joining(","));
    }

    /** Whoever calls all calls its own other instances as well. */
    private static List<String> names(ServiceDefinition definition, List<ServiceDefinition> fleet) {
        var service = definition.name();
        var names = new LinkedHashSet<String>();
        for (var other : fleet) {
            if (definition.calls(other)) {
                names.add("pair:%s>%s".formatted(service, other.name()));
            }
            if (other.calls(definition)) {
                names.add("pair:%s>%s".formatted(other.name(), service));
            }
        }
        names.add("pair:operator>" + service);
        names.add("database:" + service);
        names.add("database:%s_worker".formatted(service));
        if (definition.needs(Need.ARCHIVE)) {
            names.add("database:holdfast_backup");
            names.add("database:holdfast_restore");
        }
        return List.copyOf(names);
    }

    private static String derive(String secret, String name) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var key = mac.doFinal(("holdfast:" + name).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
