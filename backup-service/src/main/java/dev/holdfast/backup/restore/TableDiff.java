package dev.holdfast.backup.restore;

/**
 * What a restore would change of a feature's rows in a table.
 *
 * @param back rows that come back
 * @param changed rows that are other than today
 * @param gone rows of today that go
 * @param hash of all these rows as they are and as they will be
 */
public record TableDiff(
        String schema,
        String table,
        String feature,
        long back,
        long changed,
        long gone,
        String hash) {}
