package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.command.EventHandler;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.EventKind;
import dev.holdfast.kit.protocol.GuildEvent;
import dev.holdfast.kit.protocol.MessageEvent;
import dev.holdfast.kit.protocol.MessageId;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.util.Set;

/** Reactions below a menu's message are picks; after an outage all of them are read again. */
@Singleton
record ReactionEvents(ReactionPicks picks) implements EventHandler {

    @Override
    public Set<EventKind> kinds() {
        return Set.of(
                EventKind.REACTION_ADDED,
                EventKind.REACTION_REMOVED,
                EventKind.REACTIONS_CLEARED,
                EventKind.GUILD_SEEN);
    }

    @Override
    public void handle(EventEnvelope note, UnitOfWork work) {
        switch (note.event()) {
            case MessageEvent.ReactionAdded added when !added.bot() ->
                    reacted(added.message(), added.user(), added.emoji(), true, note, work);
            case MessageEvent.ReactionRemoved removed ->
                    reacted(removed.message(), removed.user(), removed.emoji(), false, note, work);
            case MessageEvent.ReactionsCleared cleared ->
                    PostStore.ofMessage(work, cleared.message())
                            .ifPresent(post -> PostStore.readAgain(work, post.id()));
            case GuildEvent.GuildSeen _ -> PostStore.readAllAgain(work);
            default -> {
                // Of no menu.
            }
        }
    }

    private void reacted(
            MessageId message,
            UserId user,
            String emoji,
            boolean there,
            EventEnvelope note,
            UnitOfWork work) {
        var post = PostStore.ofMessage(work, message);
        if (post.isEmpty()) {
            return;
        }
        if (isStale(note) || picks.isUnknown(work, user)) {
            PostStore.readAgain(work, post.get().id());
            return;
        }
        if (!there) {
            PostStore.changedWhileRead(work, post.get().id());
        }
        MenuStore.find(work, post.get().menu())
                .ifPresent(menu -> picks.set(work, menu, user, emoji, there));
    }

    /** One that was refused before is older than what came since. */
    private static boolean isStale(EventEnvelope note) {
        return !note.features().isEmpty();
    }
}
