package dev.holdfast.sandbox.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.Signs;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.Intent;
import dev.holdfast.sandbox.world.Member;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** REQUEST_GUILD_MEMBERS (op 8), answered by GUILD_MEMBERS_CHUNK events of 1,000 members. */
@Singleton
class MemberRequests {
    private static final int CHUNK = 1_000;
    private static final int MOST_BY_QUERY = 100;
    private static final int MOST_BY_ID = 100;
    private static final int LONGEST_NONCE = 32;

    private final World world;
    private final GuildShapes shapes;
    private final Signs signs;

    MemberRequests(World world, GuildShapes shapes, Signs signs) {
        this.signs = signs;
        this.world = world;
        this.shapes = shapes;
    }

    void answer(Session session, JsonNode request) {
        Snowflake.parse(request.path("guild_id").asText())
                .filter(session::owns)
                .ifPresent(guildId -> world.change(() -> answer(session, guildId, request)));
    }

    private void answer(Session session, Snowflake guildId, JsonNode request) {
        if (world.member(guildId, session.bot).isEmpty()) return;
        var asked = new HashSet<String>();
        if (request.path("user_ids").isArray())
            request.path("user_ids").forEach(id -> asked.add(id.asText()));
        else if (request.has("user_ids")) asked.add(request.path("user_ids").asText());
        // As Discord does, which asks for no more than that.
        if (asked.size() > MOST_BY_ID) return;
        var members = asked.isEmpty() ? byQuery(session, guildId, request) : byId(guildId, asked);
        var chunks = Math.max(1, (members.size() + CHUNK - 1) / CHUNK);
        for (var index = 0; index < chunks; index++) {
            var part =
                    members.subList(index * CHUNK, Math.min(members.size(), (index + 1) * CHUNK));
            var chunk = Json.object().put("guild_id", guildId.toString());
            chunk.set("members", GuildShapes.list(part, shapes::member));
            chunk.put("chunk_index", index).put("chunk_count", chunks);
            var missing = chunk.putArray("not_found");
            for (var id : asked) if (unknown(guildId, id)) missing.add(id);
            if (request.path("presences").asBoolean() && session.asksFor(Intent.GUILD_PRESENCES))
                chunk.set("presences", signs.presences(part));
            var nonce = request.path("nonce");
            if (nonce.isTextual() && nonce.asText().length() <= LONGEST_NONCE)
                chunk.set("nonce", nonce);
            session.dispatch("GUILD_MEMBERS_CHUNK", Json.text(chunk));
        }
    }

    private boolean unknown(Snowflake guildId, String userId) {
        return Snowflake.parse(userId).flatMap(id -> world.member(guildId, id)).isEmpty();
    }

    private List<Member> byId(Snowflake guildId, Set<String> ids) {
        return world.membersOf(guildId).stream()
                .filter(member -> ids.contains(member.userId().toString()))
                .toList();
    }

    /** All of them needs the members' intent; a prefix finds up to 100 without it. */
    private List<Member> byQuery(Session session, Snowflake guildId, JsonNode request) {
        var prefix = request.path("query").asText("").toLowerCase(Locale.ROOT);
        var limit = request.path("limit").asInt(0);
        if (prefix.isEmpty() && limit == 0) {
            return session.asksFor(Intent.GUILD_MEMBERS) ? world.membersOf(guildId) : List.of();
        }
        return world.membersOf(guildId).stream()
                .filter(member -> username(member).startsWith(prefix))
                .limit(limit == 0 ? MOST_BY_QUERY : Math.min(limit, MOST_BY_QUERY))
                .toList();
    }

    private String username(Member member) {
        return world.users.find(member.userId()).orElseThrow().username().toLowerCase(Locale.ROOT);
    }
}
