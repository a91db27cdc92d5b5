package dev.holdfast.backup.restore;

import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.progress.Progress;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Looks at what a restore would change, and changes nothing. */
final class ComparisonStore {

    private ComparisonStore() {}

    /**
     * What would change.
     *
     * @param hash of what would change of the picked features, down to each row
     */
    record Comparison(Diff diff, String hash) {}

    /**
     * Compares all features.
     *
     * @throws IOException when the snapshot cannot be read
     * @throws Unavailable when PostgreSQL is away
     */
    static Comparison compare(RestoreSource source, Progress progress) throws IOException {
        try (var session = RestoreSessionStore.look(source.connections(), source.guild())) {
            var tables = source.correspondence().tables();
            session.load(source.archive(), source.manifest(), tables, progress);
            return compare(session, source, tables);
        } catch (SQLException e) {
            throw new Unavailable("the guild's rows cannot be compared", e);
        }
    }

    /** Compares tables whose rows are loaded. */
    static Comparison compare(
            RestoreSessionStore session, RestoreSource source, List<RestoredTable> tables)
            throws SQLException {
        DifferenceStore.forget(session, tables);
        var rows = DifferenceStore.tables(session, tables);
        var coins = DifferenceStore.coins(session, tables);
        var names = DifferenceStore.features(session, tables);
        var missing = source.correspondence();
        return new Comparison(
                Diff.of(names, rows, coins, missing.lost(), missing.added()),
                Diff.hash(source.picked(), rows, coins));
    }

    /**
     * The rows that would change of the picked features.
     *
     * @throws IOException when the snapshot cannot be read
     * @throws Unavailable when PostgreSQL is away
     */
    static DiffFile file(RestoreSource source) throws IOException {
        try (var session = RestoreSessionStore.look(source.connections(), source.guild())) {
            var tables = source.pickedTables();
            session.load(source.archive(), source.manifest(), tables, Progress.ALONE);
            DifferenceStore.forget(session, tables);
            return DifferenceStore.file(session, tables, source.picked());
        } catch (SQLException e) {
            throw new Unavailable("the guild's rows cannot be compared", e);
        }
    }
}
