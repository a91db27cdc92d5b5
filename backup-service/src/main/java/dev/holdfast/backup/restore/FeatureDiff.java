package dev.holdfast.backup.restore;

/**
 * What a restore of a feature would change; all 0 where nothing.
 *
 * @param back rows that come back
 * @param changed rows that are other than today
 * @param gone rows of today that go
 * @param members whose coins move
 */
public record FeatureDiff(String feature, long back, long changed, long gone, long members) {

    static FeatureDiff none(String feature) {
        return new FeatureDiff(feature, 0, 0, 0, 0);
    }

    FeatureDiff with(TableDiff table) {
        return new FeatureDiff(
                feature,
                back + table.back(),
                changed + table.changed(),
                gone + table.gone(),
                members);
    }

    FeatureDiff moving(long more) {
        return new FeatureDiff(feature, back, changed, gone, members + more);
    }

    /** How many rows and members that is. */
    public long total() {
        return back + changed + gone + members;
    }
}
