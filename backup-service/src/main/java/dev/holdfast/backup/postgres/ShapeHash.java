package dev.holdfast.backup.postgres;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** The hash of a schema's definition: equal where tables, columns, types and keys are. */
public final class ShapeHash {

    private ShapeHash() {}

    /** 64 hexadecimal digits. */
    public static String of(String schema, List<TableShape> tables) {
        var digest = sha256();
        tables.stream()
                .filter(table -> table.schema().equals(schema))
                .sorted(Comparator.comparing(TableShape::table))
                .forEach(table -> {
                    add(digest, "table " + table.table());
                    table.columns().forEach(column -> add(digest, column.toString()));
                    add(digest, "key " + table.primaryKey());
                });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String line) {
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
