package dev.holdfast.backup.key;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what a repository stores: streaming AEAD in segments of 64 KB (AES256-GCM-HKDF), each
 * authenticated with its place, and a MAC that names content. Safe for any thread.
 */
public final class RepositoryKey {

    /** Of ciphertext; what is read alone is read in whole segments. */
    public static final int SEGMENT = 64 * 1024;

    /** Salt and nonce's prefix, before the first segment's ciphertext. */
    public static final int HEADER = 40;

    /** Of each segment. */
    public static final int TAG = 16;

    static final int BYTES = 32;

    private static final int ID_BYTES = 8;

    private final String id;
    private final byte[] material;
    private final AesGcmHkdfStreaming seal;
    private final SecretKeySpec naming;

    RepositoryKey(String id, byte[] material) {
        this.id = id;
        this.material = material.clone();
        this.naming =
                new SecretKeySpec(Derivation.derive(material, "content", BYTES), "HmacSHA256");
        try {
            this.seal =
                    new AesGcmHkdfStreaming(
                            Derivation.derive(material, "seal", BYTES),
                            "HmacSha256",
                            BYTES,
                            SEGMENT,
                            0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new one. */
    public static RepositoryKey random(SecureRandom random) {
        var id = new byte[ID_BYTES];
        var material = new byte[BYTES];
        random.nextBytes(id);
        random.nextBytes(material);
        return new RepositoryKey(HexFormat.of().formatHex(id), material);
    }

    /** 16 hexadecimal digits; no secret. */
    public String id() {
        return id;
    }

    byte[] material() {
        return material.clone();
    }

    /** Seals bytes; they open in the same context only. */
    public byte[] seal(byte[] plain, String context) {
        var sealed = new ByteArrayOutputStream(plain.length + plain.length / 1024 + 256);
        try (var stream = seal.newEncryptingStream(sealed, bytes(context))) {
            stream.write(plain);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return sealed.toByteArray();
    }

    /**
     * Opens what was sealed.
     *
     * @throws IOException when it was changed, cut off, or sealed in another context
     */
    public byte[] open(byte[] sealed, String context) throws IOException {
        try (var stream =
                seal.newDecryptingStream(new ByteArrayInputStream(sealed), bytes(context))) {
            return stream.readAllBytes();
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IOException("does not decrypt", e);
        }
    }

    /** Opens parts of what was sealed; reading throws where that part was changed. */
    public SeekableByteChannel open(SeekableByteChannel sealed, String context) throws IOException {
        try {
            return seal.newSeekableDecryptingChannel(sealed, bytes(context));
        } catch (GeneralSecurityException e) {
            throw new IOException("does not decrypt", e);
        }
    }

    /** The name of content of this kind, 64 hexadecimal digits; equal content has an equal name. */
    public String contentId(String kind, byte[] content, int length) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(naming);
            mac.update(bytes(kind));
            mac.update((byte) 0);
            mac.update(content, 0, length);
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "repository key " + id;
    }

    private static byte[] bytes(String context) {
        return context.getBytes(StandardCharsets.UTF_8);
    }
}
