package dev.holdfast.health.status;

import dev.holdfast.health.incident.Incidents;
import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/** {@code /incident list}: what goes wrong and went wrong, page by page. */
@Singleton
record ListIncidentsCommand(Incidents incidents, IncidentCards cards) implements Command {

    private static final Texts TEXTS = Texts.of(StatusFeature.NAME);
    private static final Pattern PAGE =
            Pattern.compile(IncidentCards.PAGE_STATE + "(-?[0-9]{1,4})");
    private static final int MOST = 200;

    @Override
    public CommandSpec spec() {
        return CommandSpec.read("incident list", TEXTS.english("incident.list.description"))
                .anywhere()
                .forOperators()
                .whispered();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var all = incidents.recent(MOST);
        var pressed = invocation.pressed();
        if (pressed.isEmpty()) {
            return Reply.whisper(cards.page(invocation, all, 0));
        }
        var page = PAGE.matcher(pressed.get().state());
        return page.matches()
                ? Reply.update(cards.page(invocation, all, Integer.parseInt(page.group(1))))
                : Reply.refuse(TEXTS.say(invocation, "stale"));
    }
}
