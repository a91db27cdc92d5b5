package dev.holdfast.kit.door;

import dev.holdfast.kit.limit.LocalTokenBuckets;
import dev.holdfast.kit.limit.TokenBucket;
import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.security.CallerFilter;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Rate limit for endpoints without a key: 30 requests at once per client address, then 3 a second,
 * at each instance. Behind a trusted proxy, {@code QUARKUS_HTTP_PROXY_*} defines the client's
 * address.
 */
@Singleton
public final class DoorLimit {

    private static final int MOST = 30;
    private static final Duration SPAN = Duration.ofSeconds(10);

    /** One customer has all of such a network. */
    private static final int BYTES_OF_IPV6 = 8;

    private final Provider<CurrentVertxRequest> current;
    private final LocalTokenBuckets buckets = new LocalTokenBuckets(System::nanoTime);

    DoorLimit(Provider<CurrentVertxRequest> current) {
        this.current = current;
    }

    @ServerRequestFilter
    public @Nullable Response admit(ContainerRequestContext request, ResourceInfo asked) {
        if (!CallerFilter.isOpen(asked) || request.getHeaderString(CallerFilter.CALLER) != null) {
            return null;
        }
        var address = current.get().getCurrent().request().remoteAddress().hostAddress();
        var empty = buckets.take(List.of(new TokenBucket(network(address), MOST, SPAN)));
        return empty.map(bucket ->
                        Response.fromResponse(
                                        Problem.Kind.OVERLOADED
                                                .detail(
                                                        "Your address asks too often. Nothing was"
                                                                + " done; wait a moment.")
                                                .toResponse())
                                .header("Retry-After", bucket.nextIn().toSeconds() + 1)
                                .build())
                .orElse(null);
    }

    static String network(String address) {
        try {
            var bytes = InetAddress.ofLiteral(address).getAddress();
            return HexFormat.of()
                    .formatHex(
                            bytes.length > BYTES_OF_IPV6
                                    ? Arrays.copyOf(bytes, BYTES_OF_IPV6)
                                    : bytes);
        } catch (IllegalArgumentException _) { // no address
            return address;
        }
    }
}
