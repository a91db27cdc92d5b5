package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.command.EventHandler;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.EventKind;
import dev.holdfast.kit.protocol.GuildEvent;
import dev.holdfast.kit.protocol.MessageEvent;
import jakarta.inject.Singleton;
import java.util.Set;

/** Forgets menus' messages that are gone; the menus stay and can be posted again. */
@Singleton
final class GoneMessages implements EventHandler {

    @Override
    public Set<EventKind> kinds() {
        return Set.of(EventKind.MESSAGE_DELETED, EventKind.CHANNEL_DELETED);
    }

    @Override
    public void handle(EventEnvelope note, UnitOfWork work) {
        if (note.event() instanceof MessageEvent.MessageDeleted(_, var message)) {
            PostStore.forgetMessage(work, message);
        }
        if (note.event() instanceof GuildEvent.ChannelDeleted(var channel)) {
            PostStore.forgetChannel(work, channel);
        }
    }
}
