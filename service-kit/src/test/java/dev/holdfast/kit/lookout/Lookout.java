package dev.holdfast.kit.lookout;

import dev.holdfast.kit.command.EventHandler;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.EventKind;
import jakarta.inject.Singleton;
import java.util.Set;

/** Another feature than the probe: it notes every message, and never fails. */
@Singleton
final class Lookout implements EventHandler {

    private record Seen(String key) {}

    @Override
    public Set<EventKind> kinds() {
        return Set.of(EventKind.MESSAGE_POSTED);
    }

    @Override
    public void handle(EventEnvelope note, UnitOfWork work) {
        work.audit("seen", new Seen(note.key().value()));
    }
}
