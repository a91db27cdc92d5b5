package dev.holdfast.backup.postgres;

/**
 * What a schema's ledger adds up to.
 *
 * @param guilds how many have accounts
 * @param sum of all balances; 0 in a sound ledger
 */
public record LedgerSum(String schema, long guilds, long sum) {}
