package dev.holdfast.backup.detection;

/**
 * What an incident took of a table.
 *
 * @param restorable whether a restore brings such rows back
 * @param gone rows that were deleted
 * @param touched rows that were updated
 */
record Damage(
        String schema, String table, String feature, boolean restorable, long gone, long touched) {}
