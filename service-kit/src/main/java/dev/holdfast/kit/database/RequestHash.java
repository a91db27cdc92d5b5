package dev.holdfast.kit.database;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** SHA-256 of a request's content. Tells a repeated request from a reused operation key. */
public final class RequestHash {

    private final byte[] digest;

    private RequestHash(byte[] digest) {
        this.digest = digest;
    }

    /** The hash of a canonical text: equal requests must give equal texts. */
    public static RequestHash of(String canonical) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return new RequestHash(sha256.digest(canonical.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] bytes() {
        return digest.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RequestHash hash && Arrays.equals(digest, hash.digest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(digest);
    }
}
