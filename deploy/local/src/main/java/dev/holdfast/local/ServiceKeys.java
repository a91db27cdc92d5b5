package dev.holdfast.local;

import dev.holdfast.fleet.ServiceDefinition;
import dev.holdfast.fleet.ServiceDefinition.Need;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that one service holds, derived as the services themselves would do it: what it shows to
 * others and others to it, and its database passwords. From these nobody learns another's.
 */
final class ServiceKeys {

    private static final String GATEWAY = "gateway";

    private ServiceKeys() {}

    /**
     * As {@code HOLDFAST_KEYS} has them.
     *
     * @param behind the services behind the gateway, which is the only one that others speak to
     */
    static String of(String secret, ServiceDefinition service, List<String> behind) {
        return names(service, behind).stream()
                .map(name -> name + "=" + derive(secret, name))
                .collect(Collectors.joining(","));
    }

    private static List<String> names(ServiceDefinition definition, List<String> behind) {
        var service = definition.name();
        var names = new ArrayList<String>();
        for (var other : service.equals(GATEWAY) ? behind : List.of(GATEWAY)) {
            names.add("pair:%s>%s".formatted(service, other));
            names.add("pair:%s>%s".formatted(other, service));
        }
        if (service.equals(GATEWAY)) {
            // What it orders on Discord itself goes through its own door, at whichever gateway.
            names.add("pair:%s>%s".formatted(GATEWAY, GATEWAY));
        }
        names.add("pair:operator>" + service);
        names.add("database:" + service);
        names.add("database:%s_worker".formatted(service));
        if (definition.needs(Need.ARCHIVE)) {
            names.add("database:holdfast_backup");
            names.add("database:holdfast_restore");
        }
        return names;
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
