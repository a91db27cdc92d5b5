package dev.holdfast.backup.restore;

import dev.holdfast.backup.settings.BackupSettings;
import dev.holdfast.backup.snapshot.SnapshotEntry;
import dev.holdfast.backup.snapshot.Snapshots;
import dev.holdfast.kit.command.SlowCommand;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Behind controls: shows what a restore would change, of what was picked. */
@Singleton
final class PlanCommand implements SlowCommand<PlanCommand.Seen> {

    static final String PATH = "recovery plan";

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Pattern OF_RESTORE = Pattern.compile("(of|again|undo):([0-9]{1,18})");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final Texts texts = Texts.of(RestoreFeature.NAME);
    private final Restores restores;
    private final Snapshots snapshots;
    private final UnitsOfWork units;
    private final DiffView view;
    private final BackupSettings settings;

    @Inject
    PlanCommand(
            Restores restores,
            Snapshots snapshots,
            UnitsOfWork units,
            DiffView view,
            BackupSettings settings) {
        this.restores = restores;
        this.snapshots = snapshots;
        this.units = units;
        this.view = view;
        this.settings = settings;
    }

    /** What is asked for: a snapshot, and the features; none: all. */
    private record Wanted(long snapshot, Set<String> features) {}

    /** What was found. */
    sealed interface Seen {

        /** The control does not say what is wanted, or that is gone. */
        record Nothing() implements Seen {}

        record Compared(RestorePlan planned) implements Seen {}
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.behindControls(
                        PATH, texts.english("plan.description"), CommandSpec.Access.WRITE)
                .needs(Permission.MANAGE_GUILD)
                .slow(LONGEST);
    }

    @Override
    public Seen prepare(Invocation invocation, Progress progress) {
        return wanted(invocation)
                .<Seen>map(wanted ->
                        new Seen.Compared(
                                restores.plan(
                                        invocation.guild(),
                                        wanted.snapshot(),
                                        wanted.features(),
                                        invocation.user(),
                                        progress)))
                .orElseGet(Seen.Nothing::new);
    }

    private Optional<Wanted> wanted(Invocation invocation) {
        var pressed = invocation.pressed().orElseThrow();
        var values = pressed.values();
        if (pressed.state().equals("pick")) {
            return values.stream()
                    .filter(value -> NUMBER.matcher(value).matches())
                    .findFirst()
                    .map(value -> new Wanted(Long.parseLong(value), Set.of()));
        }
        var ofRestore = OF_RESTORE.matcher(pressed.state());
        if (!ofRestore.matches()) {
            return RestoreButton.read(pressed.state())
                    .map(found -> new Wanted(found.snapshot(), found.features()));
        }
        var restore = Long.parseLong(ofRestore.group(2));
        var entry =
                units.read(
                        invocation.guild(),
                        invocation.user(),
                        work -> restores.find(work, restore));
        return switch (ofRestore.group(1)) {
            case "of" -> entry.map(it -> new Wanted(it.snapshotId(), Set.copyOf(values)));
            case "again" -> entry.map(it -> new Wanted(it.snapshotId(), it.features()));
            default ->
                    entry.filter(it -> it.undoSnapshotId().isPresent())
                            .map(it -> new Wanted(it.undoSnapshotId().getAsLong(), it.features()));
        };
    }

    @Override
    public Reply complete(Invocation invocation, Seen seen, UnitOfWork work) {
        return switch (seen) {
            case Seen.Nothing() -> refuse(invocation, "stale");
            case Seen.Compared(RestorePlan.Ready ready) -> show(invocation, ready, work);
            case Seen.Compared(RestorePlan.NotFound()) -> refuse(invocation, "pick.gone");
            case Seen.Compared(RestorePlan.TooLarge(var rows)) ->
                    refuse(invocation, "pick.large", rows);
            case Seen.Compared(RestorePlan.Unreadable _) -> refuse(invocation, "pick.unreadable");
        };
    }

    private Reply show(Invocation invocation, RestorePlan.Ready ready, UnitOfWork work) {
        var from = snapshots.find(ready.snapshotId(), work);
        var entry = restores.find(work, ready.restoreId());
        if (from.isEmpty() || entry.isEmpty()) {
            return refuse(invocation, "pick.gone");
        }
        return shown(invocation, ready, from.get(), entry.get().undoes());
    }

    private Reply shown(
            Invocation invocation, RestorePlan.Ready ready, SnapshotEntry from, boolean undoes) {
        var shown = DiffView.Shown.of(ready, from, undoes);
        var content = view.show(invocation, shown, settings.keepDays());
        // A notice is for all admins and stays; what one of them looks at is theirs alone.
        return RestoreButton.read(invocation.pressed().orElseThrow().state()).isPresent()
                ? Reply.whisper(content)
                : Reply.update(content);
    }

    private Reply refuse(Invocation invocation, String key, Object... arguments) {
        return Reply.refuse(texts.say(invocation, key, arguments));
    }
}
