package dev.holdfast.backup.restore;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a restore would change in a guild, of every feature, picked or not.
 *
 * @param features by name
 * @param coins some of the members whose coins would move, the largest moves first
 * @param members whose coins would move
 * @param coinsMoved by how much in all, whichever way
 * @param lost tables and columns of the snapshot that are not there any more
 * @param added columns that the snapshot does not have: new rows get their default
 */
public record Diff(
        List<FeatureDiff> features,
        List<TableDiff> tables,
        List<CoinMove> coins,
        long members,
        long coinsMoved,
        List<String> lost,
        List<String> added) {

    public Diff {
        features = List.copyOf(features);
        tables = List.copyOf(tables);
        coins = List.copyOf(coins);
        lost = List.copyOf(lost);
        added = List.copyOf(added);
    }

    /** All of it as one. */
    static Diff of(
            Collection<String> names,
            List<TableDiff> tables,
            List<CoinDiff> coins,
            List<String> lost,
            List<String> added) {
        var features = new TreeMap<String, FeatureDiff>();
        names.forEach(name -> features.put(name, FeatureDiff.none(name)));
        tables.forEach(table ->
                features.compute(
                        table.feature(),
                        (name, it) -> (it == null ? FeatureDiff.none(name) : it).with(table)));
        coins.forEach(coin ->
                features.compute(
                        coin.feature(),
                        (name, it) ->
                                (it == null ? FeatureDiff.none(name) : it).moving(coin.members())));
        return new Diff(
                List.copyOf(features.values()),
                tables,
                coins.stream()
                        .flatMap(coin -> coin.largest().stream())
                        .sorted(CoinDiff.LARGEST_FIRST)
                        .limit(CoinDiff.MOST)
                        .toList(),
                coins.stream().mapToLong(CoinDiff::members).sum(),
                coins.stream().mapToLong(CoinDiff::coins).sum(),
                lost,
                added);
    }

    /** The sum over the picked features; none picked: over all. */
    public FeatureDiff picked(Set<String> picked) {
        return features.stream()
                .filter(it -> picked.isEmpty() || picked.contains(it.feature()))
                .reduce(
                        FeatureDiff.none(""),
                        (sum, it) ->
                                new FeatureDiff(
                                        "",
                                        sum.back() + it.back(),
                                        sum.changed() + it.changed(),
                                        sum.gone() + it.gone(),
                                        sum.members() + it.members()));
    }

    /** What the picked features change, down to each row, in 64 hexadecimal digits. */
    static String hash(Set<String> picked, List<TableDiff> tables, List<CoinDiff> coins) {
        var lines =
                Stream.concat(
                                tables.stream()
                                        .filter(it -> isPicked(picked, it.feature()))
                                        .map(TableDiff::toString),
                                coins.stream()
                                        .filter(it -> isPicked(picked, it.feature()))
                                        .filter(it -> it.members() > 0)
                                        .map(CoinDiff::toString))
                        .sorted()
                        .toList();
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            lines.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isPicked(Set<String> picked, String feature) {
        return picked.isEmpty() || picked.contains(feature);
    }
}
