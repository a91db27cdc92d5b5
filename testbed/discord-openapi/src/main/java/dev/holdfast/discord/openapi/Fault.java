package dev.holdfast.discord.openapi;

/**
 * Where something is not as described.
 *
 * @param what the method and the described path, and which part of the exchange
 * @param where in its body, as {@code $.a[0].b}
 */
record Fault(String what, String where, String why) {

    /** The same fault in another element of a list is the same. */
    @Override
    public String toString() {
        var part = where.isEmpty() ? "" : " " + where.replaceAll("\\[\\d+]", "[]");
        return what + part + ": " + why;
    }
}
