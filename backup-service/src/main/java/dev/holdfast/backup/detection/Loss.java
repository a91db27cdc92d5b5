package dev.holdfast.backup.detection;

/**
 * What a guild lost of a feature.
 *
 * @param gone rows that are there no more
 * @param changed rows that are other than they were
 */
record Loss(String feature, long gone, long changed) {

    Loss and(Loss other) {
        return new Loss(feature, gone + other.gone, changed + other.changed);
    }

    long total() {
        return gone + changed;
    }
}
