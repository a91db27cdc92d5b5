package dev.holdfast.health.status;

import dev.holdfast.health.incident.Incident;
import dev.holdfast.health.incident.Incidents;
import dev.holdfast.kit.command.AutocompletedCommand;
import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.util.List;

/** {@code /incident acknowledge}, and the button of an incident: somebody sees to it. */
@Singleton
record AcknowledgeIncidentCommand(Incidents incidents, IncidentChoice choice, IncidentCards cards)
        implements Command, AutocompletedCommand {

    private static final Texts TEXTS = Texts.of(StatusFeature.NAME);

    @Override
    public CommandSpec spec() {
        return CommandSpec.write(
                        "incident acknowledge", TEXTS.english("incident.acknowledge.description"))
                .option(IncidentChoice.option())
                .anywhere()
                .forOperators()
                .whispered();
    }

    @Override
    public List<OptionSpec.Choice> complete(Completion completion, UnitOfWork work) {
        return choice.complete(completion.typed());
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var pressed = invocation.pressed();
        var meant =
                pressed.map(Invocation.Component::state)
                        .or(() -> invocation.text(IncidentChoice.OPTION))
                        .orElse("");
        var incident = choice.find(meant);
        if (incident.isEmpty()) {
            return pressed.isPresent()
                    ? Reply.refuse(TEXTS.say(invocation, "stale"))
                    : ShowIncidentCommand.unknown(invocation, meant);
        }
        return acknowledge(invocation, incident.get());
    }

    /** Tried again after a failure, it finds that the person sees to it already. */
    private Reply acknowledge(Invocation invocation, Incident incident) {
        var id = Long.toString(incident.id());
        var me = invocation.user().toString();
        var by = incident.acknowledgedBy();
        if (!incident.isOpen()) {
            return Reply.refuse(TEXTS.say(invocation, "incident.ended", id));
        }
        if (by != null && !by.equals(me)) {
            return Reply.refuse(
                    TEXTS.say(invocation, "incident.taken", id, IncidentCards.person(by)));
        }
        if (by == null && !incidents.acknowledge(incident.id(), me)) {
            return Reply.refuse(TEXTS.say(invocation, "incident.ended", id));
        }
        var now = incidents.find(incident.id()).orElse(incident);
        var shown = cards.one(invocation, now, incidents.timeline(now.id()));
        return invocation.pressed().isPresent() ? Reply.update(shown) : Reply.whisper(shown);
    }
}
