package dev.holdfast.kit.coordination;

import io.lettuce.core.RedisURI;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Redis, written {@code redis://user:password@host:port/database}, all but the host optional.
 *
 * @param uri as Lettuce wants it; it shows its password to whom it is passed
 */
record RedisAddress(RedisURI uri) {

    private static final int REDIS_PORT = 6379;
    private static final Pattern PATH = Pattern.compile("/?|/[0-9]{1,4}");
    private static final String MALFORMED =
            "REDIS_URL is not of the form redis://user:password@host:port/number, or rediss:// with"
                    + " TLS; only the host is required.";

    /**
     * Refuses anything else with a sentence that never shows the address, which holds a password.
     */
    static RedisAddress parse(String text) {
        try {
            var uri = new URI(text);
            var tls = "rediss".equals(uri.getScheme());
            var redis = tls || "redis".equals(uri.getScheme());
            if (!redis || uri.getHost() == null || !PATH.matcher(uri.getPath()).matches()) {
                throw new IllegalArgumentException(MALFORMED);
            }
            var builder =
                    RedisURI.builder()
                            .withHost(uri.getHost())
                            .withPort(uri.getPort() < 0 ? REDIS_PORT : uri.getPort())
                            .withSsl(tls);
            if (uri.getPath().length() > 1) {
                builder.withDatabase(Integer.parseInt(uri.getPath().substring(1)));
            }
            return new RedisAddress(authenticated(builder, uri.getRawUserInfo()).build());
        } catch (URISyntaxException _) { // no address
            throw new IllegalArgumentException(MALFORMED);
        }
    }

    /** The same one, whose handshake takes so long at most. */
    RedisURI within(Duration limit) {
        return RedisURI.builder(uri).withTimeout(limit).build();
    }

    private static RedisURI.Builder authenticated(RedisURI.Builder builder, @Nullable String who) {
        if (who == null) {
            return builder;
        }
        var parts = who.split(":", 2);
        var password = decode(parts[parts.length - 1]).toCharArray();
        return parts.length == 1 || parts[0].isEmpty()
                ? builder.withPassword(password)
                : builder.withAuthentication(decode(parts[0]), password);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "%s:%d".formatted(uri.getHost(), uri.getPort());
    }
}
