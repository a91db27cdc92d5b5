package dev.holdfast.gateway.reading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.RestAnswer;
import dev.holdfast.gateway.discord.RestCall;
import dev.holdfast.kit.limit.ReservedBulkhead;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Urgency;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * Asks Discord on a service's behalf and tells "no" from "not now". Blocks; safe for any thread.
 *
 * @see <a href="https://discord.com/developers/docs/topics/opcodes-and-status-codes#json">Discord:
 *     JSON error codes</a>
 */
@Singleton
final class DiscordReads {

    private static final int MOST = 100;
    private static final int KEPT_FOR_URGENT = 30;
    private static final int KEPT_FOR_PATIENT = 10;

    /** Discord's answer may take {@code DISCORD_TIMEOUT} longer; it is kept for who asks next. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final Duration BAD_TOKEN = Duration.ofMinutes(1);
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int UNKNOWN_GUILD = 10_004;
    private static final int UNKNOWN_EMOJI = 10_014;

    private final DiscordRest rest;
    private final Clock clock;
    private final ReservedBulkhead places =
            new ReservedBulkhead(MOST, KEPT_FOR_URGENT, KEPT_FOR_PATIENT);

    DiscordReads(DiscordRest rest, Clock clock) {
        this.rest = rest;
        this.clock = clock;
    }

    long self() {
        return rest.self();
    }

    /** One is taken around each look, however many calls it makes. */
    ReservedBulkhead places() {
        return places;
    }

    /**
     * Asks for what is at a path.
     *
     * @param guild whose share of Discord's limits it is taken from
     */
    ReadResult<JsonNode> at(String path, GuildId guild, Urgency urgency) {
        var asOf = clock.instant();
        return judged(rest.send(RestCall.get(path).in(guild).as(urgency), PATIENCE))
                .then(found -> new ReadResult.Found<>(found.value(), asOf));
    }

    /** A 404 without Discord's own code is somebody else's, on the way there. */
    private ReadResult<JsonNode> judged(RestAnswer answer) {
        return switch (answer) {
            case RestAnswer.Done(var body) -> new ReadResult.Found<>(body, clock.instant());
            case RestAnswer.Refused(var status, _, var why) when status == UNAUTHORIZED ->
                    new ReadResult.Away<>(why, BAD_TOKEN);
            case RestAnswer.Refused(var status, var code, var why)
                    when (status == FORBIDDEN && code != 0) || code == UNKNOWN_GUILD ->
                    new ReadResult.Forbidden<>(why);
            case RestAnswer.Refused(var status, var code, var why)
                    when (status == NOT_FOUND && code != 0) || code == UNKNOWN_EMOJI ->
                    new ReadResult.Missing<>(why);
            case RestAnswer.Refused(var status, _, var why) ->
                    new ReadResult.Away<>("HTTP %d: %s".formatted(status, why), A_MOMENT);
            case RestAnswer.Unanswered(var why) -> new ReadResult.Away<>(why, A_MOMENT);
            case RestAnswer.Unsent(var why, var retryAfter, _) ->
                    new ReadResult.Away<>(why, retryAfter);
        };
    }
}
