package dev.holdfast.gateway.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Every REST call to Discord: bounded in number and time, tried again where that is safe, and
 * within the limits that Discord's headers tell. Blocks; safe for any thread.
 */
@Singleton
public final class DiscordRest {

    private static final Logger LOG = Logger.getLogger("holdfast.discord");
    private static final int MOST_ATTEMPTS = 4;
    private static final long PATIENCE = Duration.ofSeconds(20).toNanos();
    private static final Duration FIRST_PAUSE = Duration.ofMillis(150);

    private final DiscordSettings settings;
    private final DiscordAddress address;
    private final ObjectMapper json;
    private final HttpClient http;
    private final Semaphore places;
    private final RateLimits limits = new RateLimits(System::nanoTime);
    private final InvalidRequests invalid = new InvalidRequests(System::nanoTime);

    @Inject
    DiscordRest(DiscordSettings settings, ObjectMapper json) {
        this.settings = settings;
        this.address = DiscordAddress.of(settings.url());
        this.json = json;
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

    /** Makes the call and waits for what comes of it, for at most half a minute. */
    public Answer send(Call call) {
        var route = Route.of(call);
        var deadline = System.nanoTime() + PATIENCE;
        Answer last = new Answer.Unanswered("never sent");
        for (var attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            var obstacle = obstacle(route, deadline);
            if (obstacle.isPresent()) {
                return obstacle.get();
            }
            var tried = attempt(call, route);
            last = tried.answer();
            if (tried.again().isEmpty()) {
                return last;
            }
            LOG.debugf("%s again after %s", route.template(), tried.again().get());
            var pause = tried.again().get().multipliedBy(attempt);
            if (System.nanoTime() + pause.toNanos() - deadline > 0 || !sleep(pause)) {
                return last;
            }
        }
        return last;
    }

    /**
     * One attempt.
     *
     * @param again how long to wait before the next; empty: there must be none
     */
    private record Tried(Answer answer, Optional<Duration> again) {}

    private Optional<Answer> obstacle(Route route, long deadline) {
        if (route.isGloballyLimited() && invalid.isTooMany()) {
            return Optional.of(new Answer.Unanswered("too many refused calls in ten minutes"));
        }
        for (var wait = limits.take(route); wait.isPresent(); wait = limits.take(route)) {
            if (System.nanoTime() + wait.get().toNanos() - deadline > 0 || !sleep(wait.get())) {
                return Optional.of(new Answer.Unanswered("rate limited for " + wait.get()));
            }
        }
        return Optional.empty();
    }

    private Tried attempt(Call call, Route route) {
        try {
            if (!places.tryAcquire(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                return new Tried(new Answer.Unanswered("too many calls"), Optional.empty());
            }
            try {
                return judge(call, route, http.send(request(call, route), BodyHandlers.ofString()));
            } finally {
                places.release();
            }
        } catch (IOException broken) {
            var mayRepeat = call.repeatable() || broken instanceof ConnectException;
            return new Tried(new Answer.Unanswered(broken.toString()), pauseIf(mayRepeat));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Tried(new Answer.Unanswered("interrupted"), Optional.empty());
        }
    }

    private Tried judge(Call call, Route route, HttpResponse<String> response) {
        var status = response.statusCode();
        var body = parse(response.body());
        invalid.count(status);
        if (status == 429) {
            var wait = limits.exceeded(route, response.headers(), retryAfter(response, body));
            LOG.infof("Discord asks to slow down: %s, %s", route.template(), wait);
            return new Tried(refused(status, body), Optional.of(Duration.ZERO));
        }
        limits.learn(route, response.headers());
        if (status < 300) {
            return new Tried(new Answer.Done(body), Optional.empty());
        }
        return new Tried(refused(status, body), pauseIf(status >= 500 && call.repeatable()));
    }

    private HttpRequest request(Call call, Route route) throws IOException {
        var request =
                HttpRequest.newBuilder(address.rest(call.path()))
                        .timeout(settings.timeout())
                        .header("User-Agent", "DiscordBot (https://holdfast.dev, 0.1.0)");
        if (route.isGloballyLimited()) {
            request.header("Authorization", "Bot " + settings.token().orElse("").strip());
        }
        if (call.body() == null) {
            return request.method(call.method(), BodyPublishers.noBody()).build();
        }
        var bytes = json.writeValueAsBytes(call.body());
        return request.header("Content-Type", "application/json")
                .method(call.method(), BodyPublishers.ofByteArray(bytes))
                .build();
    }

    private JsonNode parse(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : json.readTree(body);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static double retryAfter(HttpResponse<String> response, JsonNode body) {
        var header = response.headers().firstValue("Retry-After").map(Double::parseDouble);
        return body.path("retry_after").asDouble(header.orElse(1.0));
    }

    private static Answer refused(int status, JsonNode body) {
        return new Answer.Refused(
                status, body.path("code").asInt(0), body.path("message").asText("HTTP " + status));
    }

    private static Optional<Duration> pauseIf(boolean mayRepeat) {
        return mayRepeat
                ? Optional.of(FIRST_PAUSE.plusMillis(ThreadLocalRandom.current().nextInt(100)))
                : Optional.empty();
    }

    private static boolean sleep(Duration duration) {
        try {
            Thread.sleep(duration);
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }
}
