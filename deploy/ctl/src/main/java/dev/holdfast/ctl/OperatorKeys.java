package dev.holdfast.ctl;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an operator shows each service: the key of the pair {@code operator>service}, handed over by
 * itself or derived from the services' secret, as the services do it.
 */
record OperatorKeys(Map<String, String> handed, Optional<String> secret) {

    OperatorKeys {
        handed = Map.copyOf(handed);
    }

    /**
     * The key for a service.
     *
     * @throws CtlException where there is none
     */
    String of(String service) {
        var name = "pair:operator>" + service;
        return Optional.ofNullable(handed.get(name))
                .or(() -> secret.map(it -> derive(it, name)))
                .orElseThrow(() ->
                        CtlException.usage(
                                "HOLDFAST_KEYS holds no '%s': add it, or set HOLDFAST_SECRET."
                                        .formatted(name)));
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

    /** Without the keys. */
    @Override
    public String toString() {
        return "keys " + handed.keySet();
    }
}
