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
public record ExternalHttpRequest(
        String method, URI uri, Map<String, String> headers, byte[] body) {

    private static final String GET = "GET";

    public ExternalHttpRequest {
        headers = Map.copyOf(headers);
    }

    /** A GET. */
    public static ExternalHttpRequest get(URI uri) {
        return new ExternalHttpRequest(GET, uri, Map.of(), new byte[0]);
    }

    /** A POST of JSON. */
    public static ExternalHttpRequest postJson(URI uri, byte[] json) {
        return new ExternalHttpRequest(
                "POST", uri, Map.of("Content-Type", "application/json"), json);
    }

    /** The same with one more header. */
    public ExternalHttpRequest with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new ExternalHttpRequest(method, uri, more, body);
    }

    /**
     * Where a redirect leads; empty where it is not followed. Only a GET is, never from https to
     * http, and headers (which may hold a credential) go to no other host.
     */
    Optional<ExternalHttpRequest> redirected(ExternalHttpResponse answer, boolean otherHosts) {
        if (!GET.equals(method)
                || !(answer instanceof ExternalHttpResponse.Answered(var status, var received, _))
                || status < 300
                || status >= 400) {
            return Optional.empty();
        }
        return received.firstValue("Location").flatMap(it -> redirected(it, otherHosts));
    }

    private Optional<ExternalHttpRequest> redirected(String location, boolean otherHosts) {
        try {
            var next = uri.resolve(location);
            var same = uri.getRawAuthority().equalsIgnoreCase(next.getRawAuthority());
            var safe = next.getScheme().equals(uri.getScheme()) || "https".equals(next.getScheme());
            return safe && (same || otherHosts)
                    ? Optional.of(
                            new ExternalHttpRequest(GET, next, same ? headers : Map.of(), body))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
