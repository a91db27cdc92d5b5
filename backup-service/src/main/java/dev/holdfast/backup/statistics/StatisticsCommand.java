package dev.holdfast.backup.statistics;

import dev.holdfast.backup.snapshot.SnapshotEntry;
import dev.holdfast.backup.snapshot.SnapshotWords;
import dev.holdfast.backup.snapshot.Snapshots;
import dev.holdfast.backup.statistics.Figures.Night;
import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** {@code /backupstats}: how many snapshots there are, how they grow, how long a restore takes. */
@Singleton
final class StatisticsCommand implements Command {

    /** As the alerts have it: a day, and time to take one. */
    private static final Duration LATE = Duration.ofHours(26);

    private final Texts texts = Texts.of(StatisticsFeature.NAME);
    private final Snapshots snapshots;
    private final StatisticsView view;

    @Inject
    StatisticsCommand(Snapshots snapshots, StatisticsView view) {
        this.snapshots = snapshots;
        this.view = view;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.read("backupstats", texts.english("description"))
                .needs(Permission.MANAGE_GUILD)
                .whispered();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var proven =
                snapshots.of(invocation.guild(), work).stream()
                        .filter(snapshot -> snapshot.state().isProven())
                        .toList();
        return Reply.whisper(view.show(invocation, figures(proven, work)));
    }

    private static Figures figures(List<SnapshotEntry> proven, UnitOfWork work) {
        var nights =
                proven.stream()
                        .filter(snapshot -> !snapshot.guild().equals(work.guild()))
                        .map(StatisticsCommand::night)
                        .sorted(Comparator.comparing(Night::at))
                        .toList();
        var last =
                proven.stream().map(SnapshotWords::at).max(Comparator.naturalOrder()).orElse(null);
        var own = proven.size() - nights.size();
        return new Figures(own, nights.size(), last, isLate(nights, work.now()), nights);
    }

    /** The nightly one holds what all have; a guild's own makes up for none that is missing. */
    private static boolean isLate(List<Night> nights, Instant now) {
        return nights.isEmpty() || nights.getLast().at().plus(LATE).isBefore(now);
    }

    private static Night night(SnapshotEntry snapshot) {
        return new Night(
                SnapshotWords.at(snapshot),
                snapshot.storedBytes(),
                snapshot.writtenBytes(),
                snapshot.restore());
    }
}
