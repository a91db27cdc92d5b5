package dev.holdfast.smoke.backup;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a restore brings back of a guild.
 *
 * @param rows by table
 * @param coins by member
 */
record GuildState(Map<String, String> rows, Map<Long, Long> coins) {

    GuildState {
        rows = Map.copyOf(rows);
        coins = Map.copyOf(coins);
    }

    /** The same after one paid another a coin. */
    GuildState paid(long payer, long payee) {
        var after = new TreeMap<>(coins);
        after.merge(payer, -1L, Long::sum);
        after.merge(payee, 1L, Long::sum);
        return new GuildState(rows, after);
    }

    /** In which tables and for whom it differs. */
    String unlike(GuildState other) {
        var unlike = new TreeMap<String, String>();
        rows.forEach((table, all) -> {
            if (!all.equals(other.rows.get(table))) {
                unlike.put(table, "%s | %s".formatted(all, other.rows.get(table)));
            }
        });
        coins.forEach((member, coins) -> {
            if (!coins.equals(other.coins.get(member))) {
                unlike.put(
                        "coins of " + member, "%s | %s".formatted(coins, other.coins.get(member)));
            }
        });
        return unlike.toString();
    }
}
