package dev.holdfast.backup.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/** Keys for one purpose each, derived from one secret by HKDF-SHA256 (RFC 5869). */
final class Derivation {

    private static final byte[] SALT = "holdfast backup".getBytes(StandardCharsets.UTF_8);

    private Derivation() {}

    static byte[] derive(byte[] secret, String purpose, int bytes) {
        var info = purpose.getBytes(StandardCharsets.UTF_8);
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(
                            HKDFParameterSpec.ofExtract()
                                    .addSalt(SALT)
                                    .addIKM(secret)
                                    .thenExpand(info, bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
