package dev.holdfast.backup.snapshot;

import dev.holdfast.backup.archive.ChunkRef;
import dev.holdfast.backup.archive.Column;
import dev.holdfast.backup.archive.LedgerTotal;
import dev.holdfast.backup.archive.Schema;
import dev.holdfast.backup.archive.SequenceValue;
import dev.holdfast.backup.archive.TableContent;
import dev.holdfast.backup.postgres.ReadTransaction;
import dev.holdfast.backup.postgres.RowHash;
import dev.holdfast.backup.postgres.RowSelection;
import dev.holdfast.backup.postgres.SequenceState;
import dev.holdfast.backup.postgres.ServerState;
import dev.holdfast.backup.postgres.ShapeHash;
import dev.holdfast.backup.postgres.TableShape;
import dev.holdfast.kit.database.Connections;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The database as it is at one moment: what a snapshot is made of, for as long as this is open. For
 * one thread.
 */
final class DatabaseView implements AutoCloseable {

    private final ReadTransaction transaction;
    private final long guild;
    private final ServerState before;
    private final List<TableShape> tables;
    private final Map<String, Map<Long, Long>> counted = new HashMap<>();

    private DatabaseView(ReadTransaction transaction, long guild) {
        this.transaction = transaction;
        this.guild = guild;
        this.before = transaction.server();
        this.tables = transaction.tables();
    }

    /**
     * Takes it.
     *
     * @param guild whose rows; 0: everybody's
     */
    static DatabaseView take(Connections connections, long guild) {
        var transaction = ReadTransaction.begin(connections);
        try {
            return new DatabaseView(transaction, guild);
        } catch (RuntimeException e) {
            transaction.close();
            throw e;
        }
    }

    /** For the workers who join it. */
    String export() {
        return transaction.export();
    }

    List<ExportPart> pieces() {
        return ExportPart.of(tables, guild);
    }

    ServerState before() {
        return before;
    }

    ServerState after() {
        return transaction.server();
    }

    byte[] structure() {
        return transaction.structure();
    }

    List<Schema> schemas() {
        return transaction.schemas().stream()
                .map(schema ->
                        new Schema(
                                schema.name(),
                                schema.migration(),
                                ShapeHash.of(schema.name(), tables)))
                .toList();
    }

    /** Sequences know no snapshot: read behind the rows, they are past every number in them. */
    List<SequenceValue> sequences() {
        return transaction.sequences().stream().map(DatabaseView::value).toList();
    }

    List<LedgerTotal> ledger() {
        return transaction.ledgers().stream()
                .map(sum -> new LedgerTotal(sum.schema(), sum.guilds(), sum.sum()))
                .toList();
    }

    /** What was exported, table by table. */
    List<TableContent> contents(List<Exported> exported) {
        var pieces = new HashMap<String, List<Exported>>();
        exported.forEach(piece ->
                pieces.computeIfAbsent(piece.piece().table().name(), _ -> new ArrayList<>())
                        .add(piece));
        return tables.stream()
                .filter(table -> pieces.containsKey(table.name()))
                .map(table -> content(table, pieces.getOrDefault(table.name(), List.of())))
                .toList();
    }

    private static TableContent content(TableShape table, List<Exported> pieces) {
        var hash = new RowHash();
        var guildRows = new TreeMap<Long, Long>();
        var chunks = new ArrayList<ChunkRef>();
        pieces.stream()
                .sorted(Comparator.comparingInt(each -> each.piece().number()))
                .forEach(each -> {
                    hash.add(each.hash());
                    each.guildRows()
                            .forEach((whose, rows) -> guildRows.merge(whose, rows, Long::sum));
                    chunks.addAll(each.chunks());
                });
        return new TableContent(
                table.schema(),
                table.table(),
                table.copied().stream()
                        .map(column ->
                                new Column(
                                        column.name(),
                                        column.type(),
                                        column.generated(),
                                        column.identity()))
                        .toList(),
                table.map(),
                table.primaryKey(),
                hash.rows(),
                hash.hex(),
                table.guildColumn() == null ? Map.of() : guildRows,
                chunks);
    }

    /** Counts in PostgreSQL what each guild has in each table of this picture. */
    void count(ExportProgress progress) {
        for (var piece : pieces()) {
            progress.goOn();
            var table = piece.table();
            if (!counted.containsKey(table.name())) {
                var part = guild == 0 ? new RowSelection.All() : piece.part();
                counted.put(table.name(), transaction.count(table, part));
            }
        }
    }

    /**
     * Compares what was exported with what was counted.
     *
     * @throws IllegalStateException naming the first table of which a part was exported
     */
    void compare(List<TableContent> contents) {
        for (var content : contents) {
            var source = counted.getOrDefault(content.qualified(), Map.of());
            var isSame =
                    content.guildRows().isEmpty()
                            ? sum(source) == content.rows()
                            : source.equals(content.guildRows());
            if (!isSame) {
                throw new IllegalStateException(
                        "%s has %d rows of %d guilds in this picture, and %d of %d were exported"
                                .formatted(
                                        content.qualified(),
                                        sum(source),
                                        source.size(),
                                        content.rows(),
                                        content.guildRows().size()));
            }
        }
    }

    private static long sum(Map<Long, Long> rows) {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    private static SequenceValue value(SequenceState state) {
        return new SequenceValue(state.schema(), state.name(), state.lastValue(), state.called());
    }

    @Override
    public void close() {
        transaction.close();
    }
}
