package dev.holdfast.roles.selfrole;

/** Writes ids in base 36, to keep controls' custom ids short. */
final class CompactIds {

    private CompactIds() {}

    static String write(long id) {
        return Long.toString(id, Character.MAX_RADIX);
    }

    /**
     * @throws IllegalArgumentException where it is none: the press is answered as a stale one
     */
    static long read(String written) {
        var id = Long.parseLong(written, Character.MAX_RADIX);
        if (id < 0) {
            throw new IllegalArgumentException("not an id: " + written);
        }
        return id;
    }
}
