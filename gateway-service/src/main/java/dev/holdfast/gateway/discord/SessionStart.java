package dev.holdfast.gateway.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * What Discord says about beginning sessions.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway#get-gateway-bot">Discord: Get
 *     Gateway Bot</a>
 * @param shards how many it recommends
 * @param remaining how many sessions may still begin
 * @param resetAfter how long until all of them may again
 * @param atOnce how many shards may begin theirs in the same five seconds
 */
record SessionStart(int shards, int remaining, Duration resetAfter, int atOnce) {

    static SessionStart of(JsonNode json) {
        var limit = json.path("session_start_limit");
        return new SessionStart(
                Math.max(1, json.path("shards").asInt(1)),
                limit.path("remaining").asInt(1),
                Duration.ofMillis(limit.path("reset_after").asLong()),
                Math.max(1, limit.path("max_concurrency").asInt(1)));
    }
}
