package dev.holdfast.roles.connection;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** What adding, editing and previewing have in common: no rule is saved before it was shown. */
@Singleton
record Previews(
        UnitsOfWork units,
        DryRuns runs,
        SaveCheck check,
        PreviewView view,
        BuildView builder,
        RuleWords words) {

    /** For a guild of a million members. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    /** Looks at all members by the draft, unless it is refused or has nothing in it. */
    Previewed prepare(
            Invocation invocation, Progress progress, Function<UnitOfWork, Previewed> begin)
            throws InterruptedException {
        var begun = units.read(invocation.guild(), invocation.user(), begin);
        if (!(begun instanceof Previewed.Build(var draft)) || draft.whole().isEmpty()) {
            return begun;
        }
        var condition = draft.whole().get();
        var conflict =
                units.read(
                        invocation.guild(),
                        invocation.user(),
                        work ->
                                check.conflict(
                                        invocation, draft.role(), condition, draft.rule(), work));
        if (conflict.isPresent()) {
            return new Previewed.Not(Reply.refuse(conflict.get()));
        }
        return new Previewed.Ready(
                draft, condition, runs.run(invocation.guild(), draft, condition, progress));
    }

    /** The content that comes next, and the draft that its controls belong to. */
    Reply complete(
            Invocation invocation,
            Previewed prepared,
            UnitOfWork work,
            Function<Content, Reply> shown) {
        return switch (prepared) {
            case Previewed.Not(var why) -> why;
            case Previewed.Build(var draft) -> build(invocation, draft, work, shown);
            case Previewed.Edit(var draft) -> build(invocation, draft, work, shown);
            case Previewed.Ready(var draft, var condition, var run) -> {
                var stored = stored(draft, work);
                if (stored.isEmpty()) {
                    yield gone(invocation);
                }
                DraftStore.shown(work, stored.get(), condition, draft.mode(), run.lines());
                var as = draft.mode();
                yield shown.apply(view.show(invocation, stored.get().lasting(as), condition, run));
            }
        };
    }

    private Reply gone(Invocation invocation) {
        return Reply.refuse(words.say(invocation, "draft.gone"));
    }

    private Reply build(
            Invocation invocation, Draft draft, UnitOfWork work, Function<Content, Reply> shown) {
        return stored(draft, work)
                .map(stored -> shown.apply(builder.show(invocation, stored)))
                .orElseGet(() -> gone(invocation));
    }

    /** As it is by now; empty: it was saved or thrown away meanwhile. */
    private static Optional<Draft> stored(Draft draft, UnitOfWork work) {
        return draft.id() == 0
                ? Optional.of(DraftStore.add(work, draft))
                : DraftStore.lock(work, draft.id(), draft.user());
    }
}
