package dev.holdfast.backup.archive;

/**
 * What a ledger added up to.
 *
 * @param guilds how many guilds have accounts in it
 * @param sum of all balances; 0 unless coins were lost or made
 */
public record LedgerTotal(String schema, long guilds, long sum) {}
