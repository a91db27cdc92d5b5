package dev.holdfast.roles.inquiry;

import dev.holdfast.kit.command.SlowCommand;
import dev.holdfast.kit.coordination.LockKey;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.roles.assignment.GrantChecks;
import dev.holdfast.roles.assignment.Hierarchy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** {@code /roles diagnose}: all that stands in the way of roles in this server, with the fixes. */
@Singleton
record DiagnoseCommand(GrantChecks grants, Diagnosis diagnosis)
        implements SlowCommand<Optional<Hierarchy>> {

    private static final Duration LONGEST = Duration.ofSeconds(40);

    private static final Texts TEXTS = Texts.of(InquiryFeature.NAME);

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("roles diagnose", TEXTS.english("diagnose.description"))
                .needs(Permission.MANAGE_ROLES)
                .whispered()
                .slow(LONGEST);
    }

    @Override
    public Set<LockKey> locks(Invocation invocation) {
        return Set.of();
    }

    @Override
    public Optional<Hierarchy> prepare(Invocation invocation, Progress progress)
            throws InterruptedException {
        return grants.read(invocation.guild());
    }

    @Override
    public Reply complete(Invocation invocation, Optional<Hierarchy> read, UnitOfWork work) {
        read.ifPresent(it -> grants.remember(work, it));
        var hierarchy = read.or(() -> grants.known(work));
        if (hierarchy.isEmpty()) {
            return Reply.refuse(TEXTS.say(invocation, "diagnose.never"));
        }
        var found = diagnosis.look(invocation, work, hierarchy.get());
        var card = Card.info("🎭", TEXTS.say(invocation, "diagnose.title"));
        card =
                card.line(
                        found.isEmpty()
                                ? TEXTS.say(invocation, "diagnose.fine")
                                : TEXTS.say(invocation, "diagnose.found", found.size()));
        for (var line : found) {
            card = card.line(line);
        }
        if (read.isEmpty()) {
            var asOf = JournalEntryWords.moment(hierarchy.get().asOf(), 'R');
            card = card.fine(TEXTS.say(invocation, "diagnose.away", asOf));
        }
        return Reply.whisper(card.fine(diagnosis.age(invocation, work)));
    }
}
