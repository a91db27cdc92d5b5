package dev.holdfast.backup.key;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Derived from a setting: wraps repository keys. Its id tells which setting it was, and no more.
 */
final class MasterKey {

    static final int SHORTEST = 32;

    private static final int ID_BYTES = 8;
    private static final int KEY_BYTES = 32;

    private final String id;
    private final byte[] wrapping;

    private MasterKey(String id, byte[] wrapping) {
        this.id = id;
        this.wrapping = wrapping;
    }

    static MasterKey of(String setting) {
        var secret = setting.strip().getBytes(StandardCharsets.UTF_8);
        return new MasterKey(
                HexFormat.of().formatHex(Derivation.derive(secret, "master id", ID_BYTES)),
                Derivation.derive(secret, "master wrapping", KEY_BYTES));
    }

    String id() {
        return id;
    }

    byte[] wrapping() {
        return wrapping.clone();
    }

    @Override
    public String toString() {
        return "master key " + id;
    }
}
