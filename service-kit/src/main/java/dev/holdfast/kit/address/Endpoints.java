package dev.holdfast.kit.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The instances of one service. An http host name stands for one instance per IP address (IPv4 if
 * it has any). While a name cannot be resolved, its last addresses are used. An https address is
 * not resolved, because certificates name hosts. Thread-safe.
 */
public final class Endpoints {

    private static final Logger LOG = Logger.getLogger("holdfast.addresses");

    private final List<URI> named;
    private final NameResolver resolver;
    private final Map<URI, List<URI>> known = new HashMap<>();
    private volatile List<URI> current = List.of();
    private volatile boolean isResolved;

    Endpoints(List<URI> named, NameResolver resolver) {
        this.named = List.copyOf(named);
        this.resolver = resolver;
    }

    /**
     * Reads a list such as {@code http://a:8080|http://b:8080}.
     *
     * @throws IllegalArgumentException with the entry that is no http address
     */
    public static List<URI> parse(String list) {
        return Arrays.stream(list.split("\\|", -1)).map(Endpoints::address).toList();
    }

    private static URI address(String text) {
        try {
            var uri = URI.create(text.strip().replaceAll("/+$", ""));
            var web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getPath().isEmpty()) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw wrong(text, e);
        }
        throw wrong(text, null);
    }

    private static IllegalArgumentException wrong(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException("'%s' is no http address".formatted(text), cause);
    }

    /** Where the instances are now; empty where no name could be resolved yet. */
    public List<URI> current() {
        if (!isResolved) {
            resolveFirst();
        }
        return current;
    }

    /** Once, however many wait for it. */
    private synchronized void resolveFirst() {
        if (!isResolved) {
            resolve();
        }
    }

    boolean hasNames() {
        return named.stream().anyMatch(Endpoints::isName);
    }

    /** Asks for every name anew. */
    synchronized void resolve() {
        var found = named.stream().flatMap(this::instances).distinct().toList();
        if (!found.equals(current)) {
            LOG.debugf("%s: %s", named, found);
            current = found;
        }
        isResolved = true;
    }

    private Stream<URI> instances(URI address) {
        if (!isName(address)) {
            return Stream.of(address);
        }
        try {
            known.put(address, located(address, resolver.resolve(address.getHost())));
        } catch (UnknownHostException _) {
            LOG.debugf("%s cannot be resolved; what it stood for last counts", address.getHost());
        }
        return known.getOrDefault(address, List.of()).stream();
    }

    private static List<URI> located(URI address, InetAddress[] hosts) {
        var newer = Arrays.stream(hosts).noneMatch(Inet4Address.class::isInstance);
        return Arrays.stream(hosts)
                .filter(host -> newer || host instanceof Inet4Address)
                .map(InetAddress::getHostAddress)
                .sorted()
                .map(host -> at(address, newer ? "[" + host + "]" : host))
                .toList();
    }

    private static URI at(URI address, String host) {
        var port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return URI.create("http://" + host + port);
    }

    /** An IPv4 address has digits and dots alone, one of IPv6 stands in brackets. */
    private static boolean isName(URI address) {
        var host = address.getHost();
        return "http".equals(address.getScheme())
                && !host.startsWith("[")
                && !host.matches("[0-9.]+");
    }
}
