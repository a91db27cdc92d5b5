package dev.holdfast.backup.postgres;

/** Names in SQL. */
public final class Identifiers {

    private Identifiers() {}

    /** In double quotes. */
    public static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
