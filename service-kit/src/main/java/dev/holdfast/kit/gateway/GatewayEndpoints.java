package dev.holdfast.kit.gateway;

import dev.holdfast.kit.address.Discovery;
import dev.holdfast.kit.address.Endpoints;
import dev.holdfast.kit.observe.LogContext;
import dev.holdfast.kit.observe.SettingsCheck;
import dev.holdfast.kit.observe.Span;
import dev.holdfast.kit.security.CallerFilter;
import dev.holdfast.kit.security.Keys;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Calls the gateways that the operator configured, one after another, until one is reached.
 * Thread-safe.
 */
@Singleton
public final class GatewayEndpoints implements SettingsCheck {

    private static final String GATEWAY = "gateway";
    private static final int LONGEST_WAIT_SECONDS = 300;
    private static final Duration CONNECTING = Duration.ofSeconds(1);

    private final String caller;
    private final GatewaySettings settings;
    private final Keys keys;
    private final Discovery discovery;
    private final AtomicInteger turn = new AtomicInteger();
    private final HttpClient http;
    private @Nullable Endpoints endpoints;

    GatewayEndpoints(
            @ConfigProperty(name = "quarkus.application.name") String caller,
            GatewaySettings settings,
            Keys keys,
            Discovery discovery) {
        this.caller = caller;
        this.settings = settings;
        this.keys = keys;
        this.discovery = discovery;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECTING)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
    }

    /** Whether any was named. */
    public boolean knowsAny() {
        return !named().isEmpty();
    }

    /**
     * Asks the first that can be reached.
     *
     * @param path with its query, as it is written in a request
     * @param timeout until the answer begins
     * @param request says what is asked; headers that name the caller are there already
     * @throws ConnectException where none was reached: nothing was asked
     * @throws IOException where one did not answer
     */
    public <T> HttpResponse<T> ask(
            String path,
            Duration timeout,
            UnaryOperator<HttpRequest.Builder> request,
            BodyHandler<T> handler)
            throws IOException, InterruptedException {
        var gateways = endpoints().current();
        var first = turn.getAndIncrement();
        var unreached =
                new ConnectException(
                        "no gateway is known: HOLDFAST_GATEWAYS names none that is found");
        for (var tried = 0; tried < gateways.size(); tried++) {
            var gateway = gateways.get(Math.floorMod(first + tried, gateways.size()));
            var asking =
                    HttpRequest.newBuilder(gateway.resolve(path))
                            .timeout(timeout)
                            .header(CallerFilter.CALLER, caller)
                            .header("Authorization", "Bearer " + keys.toCall(GATEWAY));
            LogContext.told().ifPresent(subject -> asking.header(LogContext.SUBJECT, subject));
            try (var _ = Span.begin(GATEWAY + " " + gateway.resolve(path).getPath())) {
                Span.parent().ifPresent(parent -> asking.header(Span.PARENT, parent));
                return http.send(request.apply(asking).build(), handler);
            } catch (ConnectException | HttpConnectTimeoutException _) {
                unreached = new ConnectException(gateway + " is not reached");
            }
        }
        throw unreached;
    }

    /** How long a gateway asks to wait, at most five minutes; zero where it does not say. */
    public static Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                .map(seconds -> Math.min(Integer.parseInt(seconds), LONGEST_WAIT_SECONDS))
                .map(Duration::ofSeconds)
                .orElse(Duration.ZERO);
    }

    /** Where the gateways are now; found out about when they are first needed. */
    private synchronized Endpoints endpoints() {
        var known = endpoints;
        if (known == null) {
            known = discovery.endpoints(named());
            endpoints = known;
        }
        return known;
    }

    /** Empty where none was named. */
    private List<URI> named() {
        return settings.gateways()
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .map(Endpoints::parse)
                .orElse(List.of());
    }

    @Override
    public List<String> wrong() {
        try {
            named();
            return List.of();
        } catch (IllegalArgumentException e) {
            return List.of(
                    "HOLDFAST_GATEWAYS: %s. Write it like http://127.0.0.1:8080 or http://a:8080|http://b:8080"
                            .formatted(e.getMessage()));
        }
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }
}
