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
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.util.List;

/** {@code /incident note}: writes into an incident's timeline, also after its end. */
@Singleton
record NoteIncidentCommand(Incidents incidents, IncidentChoice choice, IncidentCards cards)
        implements Command, AutocompletedCommand {

    private static final Texts TEXTS = Texts.of(StatusFeature.NAME);
    private static final String NOTE = "note";
    private static final int LONGEST = 500;

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("incident note", TEXTS.english("incident.note.description"))
                .option(IncidentChoice.option())
                .option(
                        OptionSpec.required(
                                        NOTE,
                                        TEXTS.english("incident.note.option"),
                                        OptionType.TEXT)
                                .between(1, LONGEST))
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
        if (invocation.pressed().isPresent()) {
            return Reply.refuse(TEXTS.say(invocation, "stale"));
        }
        var note = UserText.clean(invocation.text(NOTE).orElse(""));
        if (note.isEmpty()) {
            return Reply.refuse(TEXTS.say(invocation, "incident.note.empty"));
        }
        var typed = invocation.text(IncidentChoice.OPTION).orElse("");
        return choice.find(typed)
                .filter(incident ->
                        incidents.note(incident.id(), invocation.user().toString(), note))
                .map(incident -> noted(invocation, incident))
                .orElseGet(() -> ShowIncidentCommand.unknown(invocation, typed));
    }

    private Reply noted(Invocation invocation, Incident incident) {
        return Reply.whisper(cards.one(invocation, incident, incidents.timeline(incident.id())));
    }
}
