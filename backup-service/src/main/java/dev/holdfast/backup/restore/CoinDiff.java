package dev.holdfast.backup.restore;

import java.util.Comparator;
import java.util.List;

/**
 * Whose coins of a feature a restore would move.
 *
 * @param largest the largest moves first, at most {@value #MOST}
 * @param members how many people that is
 * @param coins by how much in all, whichever way
 * @param hash of all moves
 */
record CoinDiff(
        String schema,
        String feature,
        List<CoinMove> largest,
        long members,
        long coins,
        String hash) {

    static final int MOST = 100;

    static final Comparator<CoinMove> LARGEST_FIRST =
            Comparator.comparingLong(CoinMove::size)
                    .reversed()
                    .thenComparingLong(move -> move.user().value());

    CoinDiff {
        largest = List.copyOf(largest);
    }
}
