package dev.holdfast.backup.detection;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.CommandSpec.Access;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;

/** The button below a notice that says: it was meant. */
@Singleton
final class DismissCommand implements Command {

    static final String PATH = "recovery dismiss";

    private final Texts texts = Texts.of(DetectionFeature.NAME);

    /** In the audit: which incident. */
    private record Dismissed(long incidentId) {}

    /** What such a button says. */
    static String state(long incidentId) {
        return Long.toString(incidentId);
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.behindControls(PATH, texts.english("dismiss.description"), Access.WRITE)
                .needs(Permission.MANAGE_GUILD);
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var pressed = invocation.pressed();
        if (pressed.isEmpty() || !pressed.get().state().matches("[0-9]{1,18}")) {
            return Reply.refuse(texts.say(invocation, "dismiss.stale"));
        }
        var incident = Long.parseLong(pressed.get().state());
        if (!IncidentStore.dismiss(work, incident)) {
            return Reply.refuse(texts.say(invocation, "dismiss.closed"));
        }
        work.audit("detection.dismiss", new Dismissed(incident));
        var card =
                Card.record(
                                texts.say(invocation, "topic.emoji"),
                                texts.say(invocation, "dismiss.title"))
                        .line(texts.say(invocation, "dismiss.line", invocation.user()));
        return Reply.update(Content.card(card));
    }
}
