package dev.holdfast.roles.selfrole;

/** Ids as short as they can be, for the state of controls. */
final class Ids {

    private Ids() {}

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
