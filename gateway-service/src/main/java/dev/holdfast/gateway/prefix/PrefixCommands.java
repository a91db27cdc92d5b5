package dev.holdfast.gateway.prefix;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.catalog.CatalogUpdater;
import dev.holdfast.gateway.discord.Ack;
import dev.holdfast.gateway.discord.Avatars;
import dev.holdfast.gateway.discord.EventListener;
import dev.holdfast.gateway.dispatch.DeferredDispatch;
import dev.holdfast.gateway.dispatch.InFlight;
import dev.holdfast.gateway.dispatch.PendingRequests;
import dev.holdfast.gateway.dispatch.ReplayHandler;
import dev.holdfast.gateway.fleet.DeliveryKind;
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
        CatalogUpdater catalogs,
        CommandPrefixes beginnings,
        TypedCommands commands,
        InFlight inFlight,
        PendingRequests notes,
        Avatars avatars,
        CommandSuggestions guesses,
        DroppedMessages dropped,
        TypedNotes typed)
        implements EventListener, ReplayHandler {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");

    @Override
    public void hear(String type, JsonNode data) {
        hear(type, data, Ack.NONE);
    }

    @Override
    public void hear(String type, JsonNode data, Ack ack) {
        if ("MESSAGE_CREATE".equals(type)) {
            TypedMessage.of(data).ifPresent(message -> take(message, data, ack));
        }
    }

    /** In a flood of messages commands are dropped rather than queued without bound. */
    private void take(TypedMessage message, JsonNode data, Ack ack) {
        ack.keep();
        switch (inFlight.start(() -> look(message, data, ack))) {
            case YES -> LOG.tracef("message %s is looked at", message.id());
            case BUSY -> {
                ack.release();
                dropped.one();
                LOG.warnf("message %s not looked at: too much to do", message.id());
            }
            case STOPPING -> LOG.debugf("message %s is left to another gateway", message.id());
        }
    }

    private void look(TypedMessage message, JsonNode data, Ack ack) {
        var begun = PendingRequests.Begun.BEFORE;
        try {
            if (isCommand(message)) {
                begun = notes.begin(kind(), message.id(), data);
            }
        } finally {
            if (begun != PendingRequests.Begun.UNNOTED) {
                ack.release();
            }
        }
        switch (begun) {
            case BEFORE -> LOG.tracef("message %s is none of ours", message.id());
            case NOTED -> attempt(asked(message, data, DeliveryKind.FIRST, Ack.NONE));
            case UNNOTED -> attempt(asked(message, data, DeliveryKind.REPEATED, ack));
        }
    }

    private static CommandMessage asked(
            TypedMessage message, JsonNode data, DeliveryKind delivery, Ack ack) {
        return new CommandMessage(message, data, delivery, false, ack);
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

    private void attempt(CommandMessage asked) {
        try {
            switch (commands.attempt(asked)) {
                case OVER -> {
                    notes.done(asked.id());
                    asked.ack().release();
                }
                case AGAIN -> notes.again(kind(), asked.id(), asked.event(), asked.ack());
                case UNDER_WAY -> LOG.tracef("the answer to %s waits to be sent", asked.id());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            LOG.warnf("message %s given up: stopping", asked.id());
        } catch (RuntimeException e) {
            LOG.errorf(e, "message %s given up", asked.id());
            notes.done(asked.id());
            asked.ack().release();
        }
    }

    @Override
    public String kind() {
        return ChannelReplies.KIND;
    }

    @Override
    public Duration lifetime(JsonNode event) {
        return DeferredDispatch.lifetime(
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
        var asked = new CommandMessage(message.get(), event, DeliveryKind.REPEATED, true, Ack.NONE);
        return commands.attempt(asked);
    }
}
