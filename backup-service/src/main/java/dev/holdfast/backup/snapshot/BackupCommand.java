package dev.holdfast.backup.snapshot;

import dev.holdfast.backup.archive.SnapshotKind;
import dev.holdfast.backup.settings.BackupSettings;
import dev.holdfast.kit.command.SlowCommand;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** {@code /backup note}: a snapshot of the guild now. */
@Singleton
final class BackupCommand implements SlowCommand<SnapshotResult> {

    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Snapshots snapshots;
    private final BackupView view;
    private final SnapshotWords words;
    private final BackupSettings settings;

    /** In the audit: which snapshot was made, and what for. */
    private record Backup(long snapshot, String note) {}

    @Inject
    BackupCommand(
            Snapshots snapshots, BackupView view, SnapshotWords words, BackupSettings settings) {
        this.snapshots = snapshots;
        this.view = view;
        this.words = words;
        this.settings = settings;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("backup", words.english("backup.description"))
                .needs(Permission.MANAGE_GUILD)
                .whispered()
                .slow(LONGEST)
                .option(
                        OptionSpec.optional("note", words.english("backup.note"), OptionType.TEXT)
                                .between(1, BackupView.LONGEST_NOTE));
    }

    @Override
    public SnapshotResult prepare(Invocation invocation, Progress progress)
            throws InterruptedException {
        var note = UserText.clean(invocation.text("note").orElse(""));
        var request =
                new SnapshotRequest(
                        SnapshotKind.GUILD, note, invocation.guild(), invocation.user());
        return snapshots.take(request, progress);
    }

    @Override
    public Reply complete(Invocation invocation, SnapshotResult taken, UnitOfWork work) {
        return switch (taken) {
            case SnapshotResult.Verified(var entry) -> made(invocation, entry, work);
            case SnapshotResult.TooSoon(var next) ->
                    earlier(invocation, work)
                            .map(entry -> made(invocation, entry, work))
                            .orElseGet(() ->
                                    Reply.refuse(
                                            view.tooSoon(
                                                    invocation,
                                                    next.minus(Snapshots.PAUSE),
                                                    next)));
            case SnapshotResult.NotNeeded() -> Reply.refuse(view.busy(invocation));
            case SnapshotResult.Failed _ -> Reply.refuse(view.failed(invocation));
        };
    }

    /** What an attempt made that died before it could say so. */
    private Optional<SnapshotEntry> earlier(Invocation invocation, UnitOfWork work) {
        return snapshots.of(invocation.guild(), work).stream()
                .filter(it -> it.kind() == SnapshotKind.GUILD && it.state().isProven())
                .filter(it -> it.requestedBy().equals(invocation.user()))
                .filter(it -> !it.startedAt().isBefore(invocation.operation().issuedAt()))
                .findFirst();
    }

    private Reply made(Invocation invocation, SnapshotEntry entry, UnitOfWork work) {
        work.audit("backup.made", new Backup(entry.snapshotId(), entry.reason()));
        var copies =
                snapshots.copies().stream()
                        .filter(copy -> copy.snapshotId() == entry.snapshotId())
                        .toList();
        var proven = (int) copies.stream().filter(copy -> copy.verifiedAt() != null).count();
        var wanted = settings.locations().map(List::size).orElse(copies.size());
        var verified = Objects.requireNonNullElse(entry.verifiedAt(), work.now());
        var made =
                new BackupView.Made(
                        entry.rows(),
                        entry.storedBytes(),
                        entry.writtenBytes(),
                        proven,
                        Math.max(0, wanted - proven),
                        Duration.between(entry.startedAt(), verified),
                        SnapshotWords.note(entry));
        return Reply.whisper(view.made(invocation, made, settings.keepDays()));
    }
}
