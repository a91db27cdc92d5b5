package dev.holdfast.health.status;

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
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.util.List;

/** {@code /incident show}: one incident, its timeline, and the draft of its post-mortem. */
@Singleton
record ShowIncidentCommand(Incidents incidents, IncidentChoice choice, IncidentCards cards)
        implements Command, AutocompletedCommand {

    private static final Texts TEXTS = Texts.of(StatusFeature.NAME);
    private static final int LONGEST_SHOWN = 40;

    @Override
    public CommandSpec spec() {
        return CommandSpec.read("incident show", TEXTS.english("incident.show.description"))
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
        if (invocation.pressed().isPresent()) {
            return Reply.refuse(TEXTS.say(invocation, "stale"));
        }
        var typed = invocation.text(IncidentChoice.OPTION).orElse("");
        return choice.find(typed)
                .map(incident ->
                        Reply.whisper(
                                cards.one(invocation, incident, incidents.timeline(incident.id()))))
                .orElseGet(() -> unknown(invocation, typed));
    }

    static Reply unknown(Invocation invocation, String typed) {
        return Reply.refuse(
                TEXTS.say(invocation, "incident.unknown", UserText.show(typed, LONGEST_SHOWN)));
    }
}
