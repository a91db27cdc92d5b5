package dev.holdfast.sandbox.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.Signs;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;

/** What a bot that is logged in asks of the gateway: a presence, a voice channel, members. */
@Singleton
class BotRequests {
    private static final int PRESENCE = 3;
    private static final int VOICE = 4;
    private static final int MEMBERS = 8;

    private final World world;
    private final MemberRequests members;
    private final Signs signs;

    BotRequests(World world, MemberRequests members, Signs signs) {
        this.world = world;
        this.members = members;
        this.signs = signs;
    }

    /** Requests that make no sense are ignored, and so are those for soundboard sounds. */
    void answer(Session session, int op, JsonNode data) {
        switch (op) {
            case PRESENCE -> present(session.bot, data);
            case VOICE -> voice(session, data);
            case MEMBERS -> members.answer(session, data);
            default -> {}
        }
    }

    /** As IDENTIFY or op 3 says; without a status it is online. */
    void present(Snowflake bot, JsonNode presence) {
        var status = presence.path("status").asText("online");
        if (!Signs.STATUSES.contains(status)) return;
        world.change(() -> signs.present(bot, status, presence.path("activities")));
    }

    /** Its last session is over. */
    void vanish(Snowflake bot) {
        world.change(() -> signs.present(bot, "offline", Json.array()));
    }

    private void voice(Session session, JsonNode wish) {
        Snowflake.parse(wish.path("guild_id").asText())
                .filter(session::owns)
                .ifPresent(guildId ->
                        world.change(() -> signs.voice(guildId, session.bot, session.id, wish)));
    }
}
