package dev.holdfast.sandbox.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.wire.ApplicationShapes;
import dev.holdfast.sandbox.wire.Intent;
import dev.holdfast.sandbox.world.Application;
import dev.holdfast.sandbox.world.Bots;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/** IDENTIFY and RESUME. */
@Singleton
class IdentifyAndResume {
    private static final Logger LOG = Logger.getLogger(IdentifyAndResume.class);
    private static final int INVALID_SESSION = 9;
    private static final int MOST_SHARDS = 1_024;

    private final Sessions sessions;
    private final Identifies identifies;
    private final ApplicationShapes application;
    private final World world;
    private final Bots bots;
    private final BotRequests requests;

    IdentifyAndResume(
            Sessions sessions,
            Identifies identifies,
            ApplicationShapes application,
            World world,
            Bots bots,
            BotRequests requests) {
        this.requests = requests;
        this.sessions = sessions;
        this.identifies = identifies;
        this.application = application;
        this.world = world;
        this.bots = bots;
    }

    void identify(Connection connection, JsonNode data) {
        if (connection.session().isPresent()) {
            connection.close(Close.ALREADY_AUTHENTICATED);
            return;
        }
        var bot = bot(data);
        if (bot.isEmpty()) {
            connection.close(Close.AUTHENTICATION_FAILED);
            return;
        }
        var shard = data.path("shard").path(0).asInt(0);
        var shards = data.path("shard").path(1).asInt(1);
        if (shard < 0 || shards < 1 || shard >= shards || shards > MOST_SHARDS) {
            connection.close(Close.INVALID_SHARD);
            return;
        }
        var intents = data.path("intents");
        if (!intents.canConvertToInt() || (intents.asInt() & ~Intent.ALL) != 0) {
            connection.close(Close.INVALID_INTENTS);
        } else if ((intents.asInt() & Intent.PRIVILEGED & ~application.grantedIntents()) != 0) {
            connection.close(Close.DISALLOWED_INTENTS);
        } else if (!identifies.allow(bot.get().id(), shard)) {
            LOG.warnf("shard %d identified too early or too often: its session is refused", shard);
            connection.send(INVALID_SESSION, false);
        } else {
            if (data.path("compress").asBoolean()) connection.compressPayloads();
            begin(connection, bot.get(), shard, shards, intents.asInt());
            requests.present(bot.get().id(), data.path("presence"));
        }
    }

    private Optional<Application> bot(JsonNode data) {
        return world.change(() -> bots.byToken(data.path("token").asText()));
    }

    private void begin(Connection connection, Application bot, int shard, int shards, int intents) {
        var ready = Json.object().put("v", connection.version);
        ready.put("resume_gateway_url", connection.address()).put("session_type", "normal");
        ready.putArray("shard").add(shard).add(shards);
        ready.putObject("application")
                .put("id", bot.id().toString())
                .put("flags", application.flags());
        ready.putObject("user_settings");
        for (var empty :
                java.util.List.of("relationships", "private_channels", "presences", "_trace")) {
            ready.putArray(empty);
        }
        var session = sessions.begin(bot.id(), shard, shards, intents, ready);
        var _ = session.attach(connection);
        connection.read(session, 0);
        LOG.infof("shard %d of %d is logged in, session %s", shard, shards, session.id);
    }

    void resume(Connection connection, JsonNode data) {
        if (connection.session().isPresent()) {
            connection.close(Close.ALREADY_AUTHENTICATED);
            return;
        }
        var bot = bot(data);
        if (bot.isEmpty()) {
            connection.close(Close.AUTHENTICATION_FAILED);
            return;
        }
        var found =
                sessions.find(data.path("session_id").asText())
                        .filter(session -> session.bot.equals(bot.get().id()));
        var number = data.path("seq").asLong(-1);
        if (found.isEmpty()) {
            connection.send(INVALID_SESSION, false);
        } else if (!found.get().knows(number)) {
            connection.close(Close.INVALID_SEQ);
        } else if (!found.get().canReplayAfter(number)) {
            sessions.end(found.get());
            connection.send(INVALID_SESSION, false);
        } else {
            var session = found.get();
            session.attach(connection)
                    .ifPresent(before -> before.close((short) 4000, "Resumed elsewhere."));
            session.dispatch("RESUMED", "{\"_trace\":[]}");
            connection.read(session, number);
            LOG.infof("session %s is resumed after %d", session.id, number);
        }
    }
}
