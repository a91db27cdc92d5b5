package dev.holdfast.health.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what a webhook is sent, over its id, the time and the body. Thread-safe.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks">Standard Webhooks</a>
 */
final class WebhookSignature {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST = 24;
    private static final int SHORTEST_TEXT = 32;

    private final SecretKeySpec key;

    private WebhookSignature(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * With the operator's secret.
     *
     * @throws IllegalArgumentException where it is too short or no base64; without the secret
     */
    static WebhookSignature of(String secret) {
        var text = secret.strip();
        var isEncoded = text.startsWith(PREFIX);
        var bytes =
                isEncoded
                        ? Base64.getDecoder().decode(text.substring(PREFIX.length()))
                        : text.getBytes(UTF_8);
        if (bytes.length < (isEncoded ? SHORTEST : SHORTEST_TEXT)) {
            throw new IllegalArgumentException("the secret is too short");
        }
        return new WebhookSignature(bytes);
    }

    /** The value of the header {@code webhook-signature}. */
    String sign(String id, Instant at, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update("%s.%d.".formatted(id, at.getEpochSecond()).getBytes(UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
