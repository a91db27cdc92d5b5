package dev.holdfast.backup.restore;

import dev.holdfast.backup.settings.BackupSettings;
import dev.holdfast.kit.command.SlowCommand;
import dev.holdfast.kit.coordination.LockKey;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Behind the window that confirms it: restores what was shown. */
@Singleton
final class ApplyCommand implements SlowCommand<ApplyCommand.Outcome> {

    static final String PATH = "recovery apply";
    static final String WORD = "word";

    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final Texts texts = Texts.of(RestoreFeature.NAME);
    private final Restores restores;
    private final UnitsOfWork units;
    private final DoneView view;
    private final BackupSettings settings;

    @Inject
    ApplyCommand(Restores restores, UnitsOfWork units, DoneView view, BackupSettings settings) {
        this.restores = restores;
        this.units = units;
        this.view = view;
        this.settings = settings;
    }

    /** What came of it. */
    sealed interface Outcome {

        /** Nothing was begun. */
        record Refused(String why) implements Outcome {}

        record Tried(RestoreEntry entry, RestoreResult restored) implements Outcome {}
    }

    /** In the audit: what was restored from where, and how it is undone. */
    private record Restore(
            long restore,
            long snapshot,
            long undoSnapshot,
            Set<String> features,
            FeatureDiff changed) {}

    @Override
    public CommandSpec spec() {
        return CommandSpec.behindControls(
                        PATH, texts.english("apply.description"), CommandSpec.Access.WRITE)
                .needs(Permission.MANAGE_GUILD)
                .slow(LONGEST);
    }

    /** The restore freezes the guild by itself; whoever waits for it holds nothing. */
    @Override
    public Set<LockKey> locks(Invocation invocation) {
        return Set.of();
    }

    @Override
    public Outcome prepare(Invocation invocation, Progress progress) throws InterruptedException {
        var found = entry(invocation);
        if (found.isEmpty()) {
            return new Outcome.Refused(texts.say(invocation, "stale"));
        }
        var entry = found.get();
        var wanted = texts.say(invocation, ConfirmCommand.word(entry));
        var typed = invocation.sent().map(fields -> fields.getOrDefault(WORD, "")).orElse("");
        if (!UserText.clean(typed).equalsIgnoreCase(wanted)) {
            return new Outcome.Refused(texts.say(invocation, "confirm.wrong", wanted));
        }
        return new Outcome.Tried(
                entry,
                restores.apply(invocation.guild(), entry.restoreId(), invocation.user(), progress));
    }

    private Optional<RestoreEntry> entry(Invocation invocation) {
        return invocation
                .pressed()
                .filter(pressed -> NUMBER.matcher(pressed.state()).matches())
                .flatMap(pressed ->
                        units.read(
                                invocation.guild(),
                                invocation.user(),
                                work -> restores.find(work, Long.parseLong(pressed.state()))));
    }

    @Override
    public Reply complete(Invocation invocation, Outcome outcome, UnitOfWork work) {
        return switch (outcome) {
            case Outcome.Refused(var why) -> Reply.refuse(why);
            case Outcome.Tried(var entry, var restored) ->
                    answer(invocation, entry, restored, work);
        };
    }

    private Reply answer(
            Invocation invocation, RestoreEntry entry, RestoreResult restored, UnitOfWork work) {
        var id = entry.restoreId();
        return switch (restored) {
            case RestoreResult.Done done -> {
                work.audit(
                        entry.undoes() ? "restore.undone" : "restore.done",
                        new Restore(
                                id,
                                done.snapshotId(),
                                done.undoSnapshotId(),
                                entry.features(),
                                done.changed()));
                yield Reply.update(
                        view.done(invocation, done, entry.undoes(), settings.keepDays()));
            }
            case RestoreResult.Changed() -> Reply.update(view.changed(invocation, id));
            case RestoreResult.Busy() -> Reply.update(view.busy(invocation, id));
            case RestoreResult.NotFound() -> Reply.refuse(texts.say(invocation, "pick.gone"));
            case RestoreResult.Failed _ -> Reply.update(view.failed(invocation, id));
        };
    }
}
