package dev.holdfast.kit.http;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request to a server on the internet.
 *
 * @param body empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // sent once, compared by nobody
public record OutsideRequest(String method, URI uri, Map<String, String> headers, byte[] body) {

    private static final String GET = "GET";

    public OutsideRequest {
        headers = Map.copyOf(headers);
    }

    /** A GET. */
    public static OutsideRequest get(URI uri) {
        return new OutsideRequest(GET, uri, Map.of(), new byte[0]);
    }

    /** A POST of JSON. */
    public static OutsideRequest postJson(URI uri, byte[] json) {
        return new OutsideRequest("POST", uri, Map.of("Content-Type", "application/json"), json);
    }

    /** The same with one more header. */
    public OutsideRequest with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new OutsideRequest(method, uri, more, body);
    }

    /**
     * Where a redirect leads; empty where it is not followed. Only a GET is, never from https to
     * http, and headers (which may hold a credential) go to no other host.
     */
    Optional<OutsideRequest> redirected(OutsideAnswer answer, boolean otherHosts) {
        if (!GET.equals(method)
                || !(answer instanceof OutsideAnswer.Answered(var status, var received, _))
                || status < 300
                || status >= 400) {
            return Optional.empty();
        }
        return received.firstValue("Location").flatMap(it -> redirected(it, otherHosts));
    }

    private Optional<OutsideRequest> redirected(String location, boolean otherHosts) {
        try {
            var next = uri.resolve(location);
            var same = uri.getRawAuthority().equalsIgnoreCase(next.getRawAuthority());
            var safe = next.getScheme().equals(uri.getScheme()) || "https".equals(next.getScheme());
            return safe && (same || otherHosts)
                    ? Optional.of(new OutsideRequest(GET, next, same ? headers : Map.of(), body))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
