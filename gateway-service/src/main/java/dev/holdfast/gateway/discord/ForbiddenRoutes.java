package dev.holdfast.gateway.discord;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What one guild's channels refused with 403 for want of a permission: the same is not asked again
 * until permissions change there or some minutes have passed. Only of what depends on permissions
 * alone, never on whose message it is about. Safe for any thread.
 */
final class ForbiddenRoutes {

    static final Duration LONGEST = Duration.ofMinutes(5);

    private static final int MOST = 1_000;
    private static final int FORBIDDEN = 403;

    /** Missing access, missing permissions, and a person who takes no direct messages. */
    private static final Set<Integer> CODES = Set.of(50001, 50013, 50007);

    private static final Set<String> KINDS =
            Set.of(
                    "POST /channels/*/messages",
                    "GET /channels/*/messages",
                    "POST /channels/*/typing",
                    "GET /channels/*",
                    "POST /channels/*/threads",
                    "GET /applications/*/guilds/*/commands/permissions");

    private final LongSupplier nanos;
    private final Map<Question, Closed> closed =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Question, Closed> eldest) {
                    return size() > MOST;
                }
            };

    /** What permissions decide over: files and references to messages need some of their own. */
    private record Question(Route route, boolean files, boolean reference) {

        static Question of(RestCall call, Route route) {
            var body = call.body();
            return new Question(
                    route, !call.files().isEmpty(), body != null && body.has("message_reference"));
        }
    }

    private record Closed(RestAnswer.Refused answer, long until) {}

    /**
     * Begins with everything open.
     *
     * @param nanos a monotonic clock
     */
    ForbiddenRoutes(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** What Discord answered when it was asked; empty where it may be asked. */
    synchronized Optional<RestAnswer> answer(RestCall call, Route route) {
        return Optional.ofNullable(closed.get(Question.of(call, route)))
                .filter(known -> known.until() - nanos.getAsLong() > 0)
                .map(Closed::answer);
    }

    /** Learns from an answer. */
    synchronized void learn(RestCall call, Route route, RestAnswer answer) {
        if (answer instanceof RestAnswer.Refused refused
                && refused.status() == FORBIDDEN
                && CODES.contains(refused.code())
                && KINDS.contains(route.kind())) {
            var question = Question.of(call, route);
            closed.remove(question);
            closed.put(question, new Closed(refused, nanos.getAsLong() + LONGEST.toNanos()));
        }
    }

    /** Permissions have changed. */
    synchronized void open() {
        closed.clear();
    }
}
