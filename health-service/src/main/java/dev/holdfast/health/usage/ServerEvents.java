package dev.holdfast.health.usage;

import dev.holdfast.kit.command.EventHandler;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.EventKind;
import dev.holdfast.kit.protocol.GuildEvent;
import jakarta.inject.Singleton;
import java.util.Set;

/** Notes since when the bot is in a guild, and since when no more. */
@Singleton
final class ServerEvents implements EventHandler {

    @Override
    public Set<EventKind> kinds() {
        return Set.of(EventKind.GUILD_JOINED, EventKind.GUILD_SEEN, EventKind.GUILD_LEFT);
    }

    @Override
    public void handle(EventEnvelope note, UnitOfWork work) {
        switch (note.event()) {
            case GuildEvent.GuildJoined(var joined) -> ServerStore.joined(work, joined);
            case GuildEvent.GuildSeen _ -> ServerStore.seen(work);
            case GuildEvent.GuildLeft _ -> ServerStore.left(work);
            default -> throw new IllegalArgumentException("not wanted: " + note.event().kind());
        }
    }
}
