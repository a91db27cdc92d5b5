package dev.holdfast.gateway.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.kit.limit.TimelyStream;
import dev.holdfast.kit.observe.Span;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Every REST call to Discord: bounded in number and time, tried again where that is safe, and
 * within the limits that Discord's headers tell and that all gateways share. Blocks; safe for any
 * thread.
 */
@Singleton
public final class DiscordRest {

    private static final Logger LOG = Logger.getLogger("holdfast.discord");
    private static final int MOST_ATTEMPTS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(150);
    private static final Duration UPLOADING = Duration.ofSeconds(30);
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final Duration INVALID_PAUSE = Duration.ofMinutes(1);

    private final DiscordSettings settings;
    private final DiscordAddress address;
    private final ObjectMapper json;
    private final GlobalLimit global;
    private final InvalidRequests invalid;
    private final HttpClient http;
    private final Semaphore places;
    private final RateLimits limits = new RateLimits(System::nanoTime);
    private final Breaker breaker = new Breaker(System::nanoTime);
    private final long self;
    private final CountDownLatch closed = new CountDownLatch(1);

    @Inject
    DiscordRest(
            DiscordSettings settings,
            ObjectMapper json,
            GlobalLimit global,
            InvalidRequests invalid) {
        this.settings = settings;
        this.address = DiscordAddress.of(settings.url());
        this.json = json;
        this.global = global;
        this.invalid = invalid;
        this.self = BotId.of(settings.token().orElse("")).orElse(0L);
        this.places = new Semaphore(settings.concurrency());
        this.http =
                HttpClient.newBuilder()
                        .connectTimeout(settings.timeout())
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .version(
                                address.isEncrypted()
                                        ? HttpClient.Version.HTTP_2
                                        : HttpClient.Version.HTTP_1_1)
                        .build();
    }

    /** The bot's own user id. */
    public long self() {
        return self;
    }

    /** Makes the call and waits for what comes of it, for at most half a minute. */
    public Answer send(Call call) {
        return send(call, PATIENCE);
    }

    /**
     * Makes the call and waits for what comes of it.
     *
     * @param patience it is not sent any more after that; an answer may take {@code
     *     DISCORD_TIMEOUT} longer
     */
    public Answer send(Call call, Duration patience) {
        var route = Route.of(call);
        try (var _ = Span.begin("Discord " + route.kind())) {
            return send(call, route, patience);
        }
    }

    private Answer send(Call call, Route route, Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        Answer known = new Answer.Unsent("too late", A_MOMENT);
        for (var attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            var tried =
                    obstacle(route, deadline)
                            .map(Tried::last)
                            .orElseGet(() -> attempt(call, route, deadline));
            known = latest(known, tried.answer());
            if (tried.again().isEmpty()
                    || !sleep(tried.again().get().multipliedBy(attempt), deadline)) {
                return known;
            }
            LOG.debugf("%s again", route.template());
        }
        return known;
    }

    /** An attempt that may have arrived is not undone by a later one that was not sent. */
    private static Answer latest(Answer before, Answer now) {
        return now instanceof Answer.Unsent && !(before instanceof Answer.Unsent) ? before : now;
    }

    /**
     * One attempt.
     *
     * @param again how long to wait before the next; empty: there must be none
     */
    private record Tried(Answer answer, Optional<Duration> again) {

        static Tried last(Answer answer) {
            return new Tried(answer, Optional.empty());
        }
    }

    /** Answers to people are tried whatever befell other calls. */
    private Optional<Answer> obstacle(Route route, long deadline) {
        if (route.isGloballyLimited() && invalid.isTooMany()) {
            return unsent("too many refused calls in ten minutes", INVALID_PAUSE);
        }
        var pause = route.isGloballyLimited() ? breaker.pause() : Optional.<Duration>empty();
        if (pause.isPresent()) {
            return unsent("Discord is away", pause.get());
        }
        for (var wait = limits.take(route); wait.isPresent(); wait = limits.take(route)) {
            if (!sleep(wait.get(), deadline)) {
                return unsent("rate limited", wait.get());
            }
        }
        if (route.isGloballyLimited()) {
            var turn = global.take(Duration.ofNanos(deadline - System.nanoTime()));
            if (turn.isEmpty() || !sleep(turn.get(), deadline)) {
                return unsent("the limit over all calls", A_MOMENT);
            }
        }
        return Optional.empty();
    }

    private static Optional<Answer> unsent(String why, Duration retryAfter) {
        return Optional.of(new Answer.Unsent(why, retryAfter));
    }

    private Tried attempt(Call call, Route route, long deadline) {
        try {
            if (!places.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return Tried.last(new Answer.Unsent("too many calls", A_MOMENT));
            }
            try {
                return judge(call, route, exchange(call, route));
            } finally {
                places.release();
            }
        } catch (Parts.Missing missing) {
            return Tried.last(new Answer.Unsent(missing.toString(), A_MOMENT));
        } catch (ConnectException unreached) {
            return failed(new Answer.Unsent(unreached.toString(), Breaker.PAUSE), true);
        } catch (IOException broken) {
            return failed(new Answer.Unanswered(broken.toString()), call.repeatable());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Tried.last(new Answer.Unanswered("interrupted"));
        }
    }

    private Response exchange(Call call, Route route) throws IOException, InterruptedException {
        var request = request(call, route);
        if (call.body() == null) {
            return exchange(request.method(call.method(), BodyPublishers.noBody()).build());
        }
        var bytes = json.writeValueAsBytes(call.body());
        if (call.files().isEmpty()) {
            request.header("Content-Type", "application/json");
            var body = BodyPublishers.ofByteArray(bytes);
            return exchange(request.method(call.method(), body).build());
        }
        try (var parts = Parts.open(bytes, call.files())) {
            request.header("Content-Type", parts.contentType()).timeout(UPLOADING);
            return exchange(request.method(call.method(), parts.body()).build());
        }
    }

    private Response exchange(HttpRequest request) throws IOException, InterruptedException {
        var longest = request.timeout().orElse(UPLOADING);
        var response = http.send(request, TimelyStream.within(longest));
        var text = TimelyStream.text(response);
        return new Response(response.statusCode(), response.headers(), text);
    }

    private Tried failed(Answer answer, boolean mayRepeat) {
        breaker.failed();
        return new Tried(answer, pauseIf(mayRepeat));
    }

    private Tried judge(Call call, Route route, Response response) {
        var status = response.status();
        var body = parse(response.body());
        invalid.count(response);
        if (!response.isServerError()) {
            breaker.answered();
        }
        if (status == 429) {
            var wait = limits.exceeded(route, response.headers(), retryAfter(response, body));
            LOG.infof("Discord asks to slow down: %s, %s", route.template(), wait);
            var unsent = new Answer.Unsent("Discord asks to slow down", wait);
            return new Tried(unsent, Optional.of(Duration.ZERO));
        }
        limits.learn(route, response.headers());
        if (response.isServerError()) {
            return failed(refused(status, body), call.repeatable());
        }
        return Tried.last(status < 300 ? new Answer.Done(body) : refused(status, body));
    }

    private HttpRequest.Builder request(Call call, Route route) {
        var request =
                HttpRequest.newBuilder(address.rest(call.path()))
                        .timeout(settings.timeout())
                        .header("User-Agent", "DiscordBot (https://holdfast.dev, 0.1.0)");
        if (route.isGloballyLimited()) {
            request.header("Authorization", "Bot " + settings.token().orElse("").strip());
        }
        if (!call.reason().isBlank()) {
            var encoded = URLEncoder.encode(call.reason(), StandardCharsets.UTF_8);
            request.header("X-Audit-Log-Reason", encoded.replace("+", "%20"));
        }
        return request;
    }

    private JsonNode parse(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : json.readTree(body);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static double retryAfter(Response response, JsonNode body) {
        var header = response.headers().firstValue("Retry-After").map(Double::parseDouble);
        return body.path("retry_after").asDouble(header.orElse(1.0));
    }

    /** Discord's sentence, and the first thing that it finds wrong with a form. */
    private static Answer refused(int status, JsonNode body) {
        var message = body.path("message").asText("HTTP " + status);
        var wrong = body.path("errors").findPath("_errors").path(0).path("message").asText();
        return new Answer.Refused(
                status,
                body.path("code").asInt(0),
                wrong.isEmpty() ? message : message + ": " + wrong);
    }

    private static Optional<Duration> pauseIf(boolean mayRepeat) {
        return mayRepeat
                ? Optional.of(FIRST_PAUSE.plusMillis(ThreadLocalRandom.current().nextInt(100)))
                : Optional.empty();
    }

    /** False where the time would not suffice, or the process ends. */
    private boolean sleep(Duration duration, long deadline) {
        if (System.nanoTime() + duration.toNanos() - deadline > 0) {
            return false;
        }
        try {
            return !closed.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @PreDestroy
    void close() {
        closed.countDown();
        http.shutdownNow();
    }
}
