package dev.holdfast.gateway.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.limit.ReservedBulkhead;
import dev.holdfast.kit.observe.Span;
import dev.holdfast.kit.protocol.Urgency;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Sends every REST call to Discord. Calls are bounded in number and time, retried where that is
 * safe, and kept within the limits of Discord's headers and of all gateways together. Blocks;
 * thread-safe.
 */
@Singleton
public final class DiscordRest {

    private static final Logger LOG = Logger.getLogger("holdfast.discord");
    private static final int MOST_ATTEMPTS = 4;
    private static final int KEPT = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(150);
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final Duration INVALID_PAUSE = Duration.ofMinutes(1);

    private final GlobalLimit global;
    private final InvalidRequests invalid;
    private final GuildShares shares;
    private final DiscordHttp http;
    private final ReservedBulkhead places;
    private final RateLimits limits = new RateLimits(System::nanoTime);
    private final CircuitBreaker breaker = new CircuitBreaker(System::nanoTime);
    private final long self;
    private final CountDownLatch closed = new CountDownLatch(1);

    DiscordRest(
            DiscordSettings settings,
            ObjectMapper json,
            GlobalLimit global,
            InvalidRequests invalid,
            GuildShares shares) {
        this.global = global;
        this.invalid = invalid;
        this.shares = shares;
        this.self = BotId.of(settings.token().orElse("")).orElse(0L);
        var most = settings.concurrency();
        this.places = new ReservedBulkhead(most, most / KEPT, most / KEPT);
        this.http = new DiscordHttp(settings, json);
    }

    /** The bot's own user id. */
    public long self() {
        return self;
    }

    /** Makes the call and waits for what comes of it, for at most half a minute. */
    public RestAnswer send(RestCall call) {
        return send(call, PATIENCE);
    }

    /**
     * Makes the call and waits for what comes of it.
     *
     * @param patience it is not sent any more after that; an answer may take {@code
     *     DISCORD_TIMEOUT} longer
     */
    public RestAnswer send(RestCall call, Duration patience) {
        var route = Route.of(call);
        try (var _ = Span.begin("Discord " + route.kind())) {
            return admitted(call, route, System.nanoTime() + patience.toNanos());
        }
    }

    /** What one guild costs is bounded before it reaches what all share. */
    private RestAnswer admitted(RestCall call, Route route, long deadline) {
        var share = route.isGloballyLimited() ? shares.of(call) : Optional.<GuildShare>empty();
        if (share.isPresent() && !share.get().begin(call.urgency())) {
            shares.heldBack("busy");
            return new RestAnswer.Unsent("too many calls of one guild are under way", A_MOMENT);
        }
        try {
            return send(call, route, share, deadline);
        } finally {
            share.ifPresent(its -> its.end(call.urgency()));
        }
    }

    private RestAnswer send(RestCall call, Route route, Optional<GuildShare> share, long deadline) {
        RestAnswer known = new RestAnswer.Unsent("too late", A_MOMENT);
        for (var attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            var tried =
                    heldBack(call, route, share)
                            .or(() -> obstacle(call, route, share, deadline))
                            .or(() -> heldBack(call, route, share))
                            .map(Tried::last)
                            .orElseGet(() -> attempt(call, route, share, deadline));
            known = latest(known, tried.answer());
            if (tried.again().isEmpty()
                    || !sleep(tried.again().get().multipliedBy(attempt), deadline)) {
                return known;
            }
            LOG.debugf("%s again", route.template());
        }
        return known;
    }

    /** What the guild was refused before is not asked again; while a call waits that may change. */
    private Optional<RestAnswer> heldBack(RestCall call, Route route, Optional<GuildShare> share) {
        var known = share.flatMap(its -> its.closed().answer(call, route));
        if (known.isPresent()) {
            shares.heldBack("closed");
            return known;
        }
        if (share.filter(GuildShare::isSpent).isPresent()) {
            shares.heldBack("refused");
            return unsent("too many refused calls of one guild in ten minutes", INVALID_PAUSE);
        }
        return Optional.empty();
    }

    /** An attempt that may have arrived is not undone by a later one that was not sent. */
    private static RestAnswer latest(RestAnswer before, RestAnswer now) {
        return now instanceof RestAnswer.Unsent && !(before instanceof RestAnswer.Unsent)
                ? before
                : now;
    }

    /**
     * One attempt.
     *
     * @param again how long to wait before the next; empty: there must be none
     */
    private record Tried(RestAnswer answer, Optional<Duration> again) {

        static Tried last(RestAnswer answer) {
            return new Tried(answer, Optional.empty());
        }
    }

    /** Answers to people are tried whatever befell other calls. */
    private Optional<RestAnswer> obstacle(
            RestCall call, Route route, Optional<GuildShare> share, long deadline) {
        if (route.isGloballyLimited() && invalid.isTooMany()) {
            return unsent("too many refused calls in ten minutes", INVALID_PAUSE);
        }
        var pause = route.isGloballyLimited() ? breaker.pause() : Optional.<Duration>empty();
        if (pause.isPresent()) {
            return unsent("Discord is away", pause.get());
        }
        var limited = limited(route, call.urgency(), deadline);
        if (limited.isPresent()) {
            return limited;
        }
        var isInTime =
                !route.isGloballyLimited()
                        || ((call.urgency() == Urgency.URGENT || inPatientTurn(share, deadline))
                                && inTurn(share, deadline));
        return isInTime ? Optional.empty() : unsent("the limit over all calls", A_MOMENT);
    }

    private Optional<RestAnswer> limited(Route route, Urgency urgency, long deadline) {
        return limits.await(route, urgency, wait -> sleep(wait, deadline))
                .flatMap(longer -> unsent("rate limited", longer));
    }

    private boolean inTurn(Optional<GuildShare> share, long deadline) {
        GuildShare.Turn turn = by -> turn(by, global::take);
        return share.map(its -> its.inTurn(deadline, this::sleep, turn))
                .orElseGet(() -> turn.take(deadline));
    }

    /** Where patient calls wait for each other, so that urgent ones do not stand behind them. */
    private boolean inPatientTurn(Optional<GuildShare> share, long deadline) {
        GuildShare.Turn turn = by -> turn(by, global::takePatient);
        return share.map(its -> its.inPatientTurn(deadline, this::sleep, turn))
                .orElseGet(() -> turn.take(deadline));
    }

    private boolean turn(long deadline, Function<Duration, Optional<Duration>> take) {
        var turn = take.apply(Duration.ofNanos(deadline - System.nanoTime()));
        return turn.isPresent() && sleep(turn.get(), deadline);
    }

    private static Optional<RestAnswer> unsent(String why, Duration retryAfter) {
        return Optional.of(new RestAnswer.Unsent(why, retryAfter));
    }

    private Tried attempt(RestCall call, Route route, Optional<GuildShare> share, long deadline) {
        try {
            if (share.isPresent() && !share.get().enterWire(call.urgency(), deadline)) {
                return Tried.last(new RestAnswer.Unsent("too many calls of one guild", A_MOMENT));
            }
            try {
                return attempt(call, route, deadline, share);
            } finally {
                share.ifPresent(its -> its.leaveWire(call.urgency()));
            }
        } catch (ConnectException e) {
            return failed(new RestAnswer.Unsent(e.toString(), CircuitBreaker.PAUSE), true);
        } catch (IOException e) {
            if (MultipartBody.isMissing(e)) {
                return Tried.last(new RestAnswer.Unsent(e.toString(), A_MOMENT, true));
            }
            return failed(new RestAnswer.Unanswered(e.toString()), call.repeatable());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Tried.last(new RestAnswer.Unanswered("interrupted"));
        }
    }

    private Tried attempt(RestCall call, Route route, long deadline, Optional<GuildShare> share)
            throws IOException, InterruptedException {
        if (!places.tryTake(call.urgency(), Duration.ofNanos(deadline - System.nanoTime()))) {
            return Tried.last(new RestAnswer.Unsent("too many calls", A_MOMENT));
        }
        try {
            return judge(call, route, share, http.exchange(call, route));
        } finally {
            places.release(call.urgency());
        }
    }

    private Tried failed(RestAnswer answer, boolean mayRepeat) {
        breaker.failed();
        return new Tried(answer, pauseIf(mayRepeat));
    }

    private Tried judge(
            RestCall call, Route route, Optional<GuildShare> share, RestResponse response) {
        var status = response.status();
        var body = http.parse(response.body());
        invalid.count(response);
        share.filter(_ -> response.isInvalid()).ifPresent(GuildShare::refused);
        if (!response.isServerError()) {
            breaker.answered();
        }
        if (status == 429) {
            var wait = limits.exceeded(route, response.headers(), retryAfter(response, body));
            LOG.infof("Discord asks to slow down: %s, %s", route.template(), wait);
            var unsent = new RestAnswer.Unsent("Discord asks to slow down", wait);
            return new Tried(unsent, Optional.of(Duration.ZERO));
        }
        limits.learn(route, response.headers());
        if (response.isOutage()) {
            return failed(RestAnswer.Refused.of(status, body), call.repeatable());
        }
        if (response.isServerError()) {
            return new Tried(RestAnswer.Refused.of(status, body), pauseIf(call.repeatable()));
        }
        var answer = status < 300 ? new RestAnswer.Done(body) : RestAnswer.Refused.of(status, body);
        share.ifPresent(its -> its.closed().learn(call, route, answer));
        return Tried.last(answer);
    }

    private static double retryAfter(RestResponse response, JsonNode body) {
        var header = response.headers().firstValue("Retry-After").map(Double::parseDouble);
        return body.path("retry_after").asDouble(header.orElse(1.0));
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
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @PreDestroy
    void close() {
        closed.countDown();
        http.close();
    }
}
