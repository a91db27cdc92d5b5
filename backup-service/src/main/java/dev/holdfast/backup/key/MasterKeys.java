package dev.holdfast.backup.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The master keys that are live: the first wraps, all unwrap. A wrapped key is a line of text with
 * its ids, nonce and ciphertext (AES256-GCM), and SHA-256 over all of it, so that damage and a
 * wrong master key are told apart. Safe for any thread.
 */
public final class MasterKeys {

    private static final Pattern LINE =
            Pattern.compile("holdfast-key 1 ([0-9a-f]{16}) ([0-9a-f]{16})");
    private static final int LINE_LENGTH = "holdfast-key 1 ".length() + 16 + 1 + 16;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int HASH = 32;
    private static final int LENGTH =
            LINE_LENGTH + 1 + NONCE + RepositoryKey.BYTES + TAG_BITS / Byte.SIZE + HASH;

    private final List<MasterKey> live;
    private final SecureRandom random;

    private MasterKeys(List<MasterKey> live, SecureRandom random) {
        this.live = live;
        this.random = random;
    }

    /** From what the operator set: the current one, and one that is on its way out. */
    public static MasterKeys of(String current, Optional<String> previous, SecureRandom random) {
        var live = Stream.concat(Stream.of(current), previous.stream()).map(MasterKey::of).toList();
        return new MasterKeys(live, random);
    }

    /** What is wrong with a setting that is to be a master key. */
    public static Optional<String> wrong(String name, String setting) {
        return setting.strip().length() >= MasterKey.SHORTEST
                ? Optional.empty()
                : Optional.of(
                        "%s has %d characters. Use 32 or more random ones: openssl rand -hex 32"
                                .formatted(name, setting.strip().length()));
    }

    /** The id of the one that wraps. */
    public String currentId() {
        return live.getFirst().id();
    }

    /** A new repository key. */
    public RepositoryKey newKey() {
        return RepositoryKey.random(random);
    }

    /** The key, wrapped by the current master key. */
    public byte[] wrap(RepositoryKey key) {
        var line = "holdfast-key 1 %s %s\n".formatted(key.id(), currentId());
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        var head = line.getBytes(StandardCharsets.US_ASCII);
        var file = new byte[LENGTH];
        System.arraycopy(head, 0, file, 0, head.length);
        System.arraycopy(nonce, 0, file, head.length, NONCE);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, live.getFirst(), file).doFinal(key.material());
            System.arraycopy(sealed, 0, file, head.length + NONCE, sealed.length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        System.arraycopy(hash(file), 0, file, LENGTH - HASH, HASH);
        return file;
    }

    /** Opens what {@link #wrap} made, at whatever time. */
    public Unwrapped unwrap(byte[] file) {
        if (file.length != LENGTH
                || !MessageDigest.isEqual(
                        hash(file), Arrays.copyOfRange(file, LENGTH - HASH, LENGTH))) {
            return new Unwrapped.Damaged();
        }
        var line = LINE.matcher(new String(file, 0, LINE_LENGTH, StandardCharsets.US_ASCII));
        if (!line.matches()) {
            return new Unwrapped.Damaged();
        }
        return live.stream()
                .filter(master -> master.id().equals(line.group(2)))
                .findFirst()
                .map(master -> unwrap(file, line.group(1), master))
                .orElseGet(() -> new Unwrapped.OtherMaster(line.group(1), line.group(2)));
    }

    private static Unwrapped unwrap(byte[] file, String id, MasterKey master) {
        var from = LINE_LENGTH + 1 + NONCE;
        try {
            var material =
                    cipher(Cipher.DECRYPT_MODE, master, file)
                            .doFinal(file, from, LENGTH - HASH - from);
            return new Unwrapped.Opened(new RepositoryKey(id, material), master.id());
        } catch (GeneralSecurityException _) {
            return new Unwrapped.Damaged();
        }
    }

    private static Cipher cipher(int mode, MasterKey master, byte[] file)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode,
                new SecretKeySpec(master.wrapping(), "AES"),
                new GCMParameterSpec(TAG_BITS, file, LINE_LENGTH + 1, NONCE));
        cipher.updateAAD(file, 0, LINE_LENGTH + 1);
        return cipher;
    }

    private static byte[] hash(byte[] file) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(file, 0, LENGTH - HASH);
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
