package dev.holdfast.kit.http;

import dev.holdfast.kit.address.NameResolver;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Sends one request and reads its answer. By Vert.x and not by the JDK's client, which looks a name
 * up itself: here the connection goes to the very address that was checked, while TLS still checks
 * the name. Safe for any thread.
 */
final class OutsideExchange {

    /** Shorter than servers keep an idle connection, so that none is met while it closes. */
    private static final int KEPT_SECONDS = 4;

    private final OutsideLimits limits;
    private final NameResolver resolver;
    private final HttpClient http;
    private final ExecutorService lookups = Executors.newVirtualThreadPerTaskExecutor();

    OutsideExchange(Vertx vertx, OutsideLimits limits, NameResolver resolver) {
        this.limits = limits;
        this.resolver = resolver;
        this.http =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setMaxPoolSize(limits.concurrency())
                                .setKeepAliveTimeout(KEPT_SECONDS)
                                .setConnectTimeout((int) limits.connect().toMillis()));
    }

    /**
     * Sends it once.
     *
     * @param deadline by the monotonic clock
     */
    OutsideAnswer send(OutsideRequest request, long deadline) throws InterruptedException {
        var uri = request.uri();
        var ssl = "https".equals(uri.getScheme());
        if (uri.getHost() == null
                || uri.getRawUserInfo() != null
                || !(ssl || "http".equals(uri.getScheme()))) {
            return new OutsideAnswer.Refused("the address is not http:// or https:// with a host");
        }
        try {
            var address = address(uri.getHost(), deadline);
            return address.isEmpty()
                    ? new OutsideAnswer.Refused("the address is not on the public internet")
                    : send(request, options(uri, ssl, address.get()), deadline);
        } catch (UnknownHostException _) {
            return new OutsideAnswer.Away("the host has no address");
        }
    }

    /** The first one that may be called. */
    private Optional<InetAddress> address(String host, long deadline)
            throws UnknownHostException, InterruptedException {
        return Stream.of(resolve(host, deadline))
                .filter(it -> limits.privateAddresses() || PublicAddresses.has(it))
                .findFirst();
    }

    /** In a thread of its own: a name server that is silent cannot be interrupted. */
    private InetAddress[] resolve(String host, long deadline)
            throws UnknownHostException, InterruptedException {
        try {
            return lookups.submit(() -> resolver.resolve(host))
                    .get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw (UnknownHostException) new UnknownHostException(host).initCause(e);
        }
    }

    private RequestOptions options(URI uri, boolean ssl, InetAddress address) {
        var usual = ssl ? 443 : 80;
        var port = uri.getPort() < 0 ? usual : uri.getPort();
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new RequestOptions()
                .setConnectTimeout(limits.connect().toMillis())
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port)))
                .setHost(uri.getHost())
                .setPort(port)
                .setSsl(ssl)
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    private OutsideAnswer send(OutsideRequest request, RequestOptions options, long deadline)
            throws InterruptedException {
        options.setMethod(HttpMethod.valueOf(request.method()));
        request.headers().forEach(options::putHeader);
        var body = Buffer.buffer(request.body());
        var underway = new AtomicReference<HttpClientRequest>();
        var settled = new ArrayBlockingQueue<OutsideAnswer>(1);
        http.request(options)
                .compose(sending -> {
                    underway.set(sending);
                    return sending.send(body);
                })
                .compose(this::read)
                .otherwise(failed -> new OutsideAnswer.Away(failed.getClass().getSimpleName()))
                .onSuccess(settled::add);
        OutsideAnswer answer = null;
        try {
            answer = settled.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } finally {
            if (answer == null && underway.get() != null) {
                underway.get().reset();
            }
        }
        return answer == null ? new OutsideAnswer.Away("no answer in time") : answer;
    }

    private Future<OutsideAnswer> read(HttpClientResponse response) {
        Promise<OutsideAnswer> whole = Promise.promise();
        var body = Buffer.buffer();
        response.exceptionHandler(whole::tryFail);
        response.handler(part -> {
            if (body.length() + part.length() > limits.largestBody()) {
                whole.tryComplete(new OutsideAnswer.Away("the answer is too large"));
                response.request().reset();
                return;
            }
            body.appendBuffer(part);
        });
        response.endHandler(_ ->
                whole.tryComplete(
                        new OutsideAnswer.Answered(
                                response.statusCode(), headers(response), body.getBytes())));
        return whole.future();
    }

    private static HttpHeaders headers(HttpClientResponse response) {
        Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.headers()
                .forEach(it ->
                        all.computeIfAbsent(it.getKey(), _ -> new ArrayList<>())
                                .add(it.getValue()));
        return HttpHeaders.of(all, (_, _) -> true);
    }
}
