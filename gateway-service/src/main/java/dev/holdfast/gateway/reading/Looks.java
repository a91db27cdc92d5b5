package dev.holdfast.gateway.reading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.discord.Answer;
import dev.holdfast.gateway.discord.Call;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.kit.limit.ReservedPlaces;
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
final class Looks {

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
    private final ReservedPlaces places =
            new ReservedPlaces(MOST, KEPT_FOR_URGENT, KEPT_FOR_PATIENT);

    Looks(DiscordRest rest, Clock clock) {
        this.rest = rest;
        this.clock = clock;
    }

    long self() {
        return rest.self();
    }

    /** One is taken around each look, however many calls it makes. */
    ReservedPlaces places() {
        return places;
    }

    /**
     * Asks for what is at a path.
     *
     * @param guild whose share of Discord's limits it is taken from
     */
    Look<JsonNode> at(String path, GuildId guild, Urgency urgency) {
        var asOf = clock.instant();
        return judged(rest.send(Call.get(path).in(guild).as(urgency), PATIENCE))
                .then(found -> new Look.Found<>(found.value(), asOf));
    }

    /** A 404 without Discord's own code is somebody else's, on the way there. */
    private Look<JsonNode> judged(Answer answer) {
        return switch (answer) {
            case Answer.Done(var body) -> new Look.Found<>(body, clock.instant());
            case Answer.Refused(var status, _, var why) when status == UNAUTHORIZED ->
                    new Look.Away<>(why, BAD_TOKEN);
            case Answer.Refused(var status, var code, var why)
                    when (status == FORBIDDEN && code != 0) || code == UNKNOWN_GUILD ->
                    new Look.Forbidden<>(why);
            case Answer.Refused(var status, var code, var why)
                    when (status == NOT_FOUND && code != 0) || code == UNKNOWN_EMOJI ->
                    new Look.Missing<>(why);
            case Answer.Refused(var status, _, var why) ->
                    new Look.Away<>("HTTP %d: %s".formatted(status, why), A_MOMENT);
            case Answer.Unanswered(var why) -> new Look.Away<>(why, A_MOMENT);
            case Answer.Unsent(var why, var retryAfter, _) -> new Look.Away<>(why, retryAfter);
        };
    }
}
