package dev.holdfast.kit.probe;

import dev.holdfast.kit.command.EventHandler;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.EventKind;
import dev.holdfast.kit.protocol.MemberEvent;
import dev.holdfast.kit.protocol.MessageEvent;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Set;

/**
 * Adds 1 to the author's tally for a message, and fails at one of 13 characters after that; says in
 * the audit who left.
 */
@Singleton
final class Heard implements EventHandler {

    private record Left(String user) {}

    @Override
    public Set<EventKind> kinds() {
        return EnumSet.of(EventKind.MESSAGE_POSTED, EventKind.MEMBER_LEFT);
    }

    @Override
    public void handle(EventEnvelope note, UnitOfWork work) {
        if (note.event() instanceof MemberEvent.MemberLeft(var user)) {
            work.audit("left", new Left(user.toString()));
        }
        if (note.event() instanceof MessageEvent.MessagePosted posted) {
            TallyStore.add(work, posted.user().value(), 1);
            if (posted.length() == 13) {
                throw new IllegalStateException("poison");
            }
        }
    }
}
