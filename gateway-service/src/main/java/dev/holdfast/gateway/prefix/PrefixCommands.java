package dev.holdfast.gateway.prefix;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.catalog.Catalogs;
import dev.holdfast.gateway.discord.Avatars;
import dev.holdfast.gateway.discord.Custody;
import dev.holdfast.gateway.discord.EventListener;
import dev.holdfast.gateway.dispatch.InFlight;
import dev.holdfast.gateway.dispatch.Notes;
import dev.holdfast.gateway.dispatch.Patience;
import dev.holdfast.gateway.dispatch.Replay;
import dev.holdfast.gateway.fleet.Delivery;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Hears messages and picks those that are commands. Each of them is noted before anything is looked
 * up for it; until then, the session counts as heard only up to the event before. Safe for any
 * thread.
 */
@Singleton
record PrefixCommands(
        Catalogs catalogs,
        Beginnings beginnings,
        TypedCommands commands,
        InFlight inFlight,
        Notes notes,
        Avatars avatars,
        Guesses guesses,
        DroppedMessages dropped,
        TypedNotes typed)
        implements EventListener, Replay {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");

    @Override
    public void hear(String type, JsonNode data) {
        hear(type, data, Custody.NONE);
    }

    @Override
    public void hear(String type, JsonNode data, Custody custody) {
        if ("MESSAGE_CREATE".equals(type)) {
            TypedMessage.of(data).ifPresent(message -> take(message, data, custody));
        }
    }

    /** In a flood of messages commands are dropped rather than queued without bound. */
    private void take(TypedMessage message, JsonNode data, Custody custody) {
        custody.keep();
        switch (inFlight.start(() -> look(message, data, custody))) {
            case YES -> LOG.tracef("message %s is looked at", message.id());
            case BUSY -> {
                custody.release();
                dropped.one();
                LOG.warnf("message %s not looked at: too much to do", message.id());
            }
            case STOPPING -> LOG.debugf("message %s is left to another gateway", message.id());
        }
    }

    private void look(TypedMessage message, JsonNode data, Custody custody) {
        var begun = Notes.Begun.BEFORE;
        try {
            if (isCommand(message)) {
                begun = notes.begin(kind(), message.id(), data);
            }
        } finally {
            if (begun != Notes.Begun.UNNOTED) {
                custody.release();
            }
        }
        switch (begun) {
            case BEFORE -> LOG.tracef("message %s is none of ours", message.id());
            case NOTED -> attempt(asked(message, data, Delivery.FIRST, Custody.NONE));
            case UNNOTED -> attempt(asked(message, data, Delivery.REPEATED, custody));
        }
    }

    private static Asked asked(
            TypedMessage message, JsonNode data, Delivery delivery, Custody custody) {
        return new Asked(message, data, delivery, false, custody);
    }

    /** Before any service has said what it can do, whatever has the prefix may be a command. */
    private boolean isCommand(TypedMessage message) {
        var catalog = catalogs.current();
        return beginnings
                .read(message)
                .filter(said ->
                        catalog.isEmpty()
                                || said.isGreeting()
                                || PrefixParser.isCommand(catalog, said.text())
                                || guesses.mayBe(message, said.text()))
                .isPresent();
    }

    private void attempt(Asked asked) {
        try {
            switch (commands.attempt(asked)) {
                case OVER -> {
                    notes.done(asked.id());
                    asked.custody().release();
                }
                case AGAIN -> notes.again(kind(), asked.id(), asked.event(), asked.custody());
                case UNDER_WAY -> LOG.tracef("the answer to %s waits to be sent", asked.id());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            LOG.warnf("message %s given up: stopping", asked.id());
        } catch (RuntimeException e) {
            LOG.errorf(e, "message %s given up", asked.id());
            notes.done(asked.id());
            asked.custody().release();
        }
    }

    @Override
    public String kind() {
        return ChannelReplies.KIND;
    }

    @Override
    public Duration lifetime(JsonNode event) {
        return Patience.lifetime(
                typed.invocation(event).flatMap(it -> catalogs.current().find(it.path())));
    }

    /** Discord recognises a second reply for some minutes only, so it is looked for. */
    @Override
    public Progress replay(JsonNode event) throws InterruptedException {
        avatars.note(event);
        var message = TypedMessage.of(event);
        if (message.isEmpty()) {
            return Progress.OVER;
        }
        var asked = new Asked(message.get(), event, Delivery.REPEATED, true, Custody.NONE);
        return commands.attempt(asked);
    }
}
