package dev.holdfast.roles.verification;

import dev.holdfast.kit.command.Drawing;
import dev.holdfast.kit.picture.DistortedLetters;
import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.security.Keys;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The letters of a picture. They follow from its nonce and this service's key, so they are stored
 * nowhere: not in the challenge, and not in the reply, which holds what its picture is drawn from.
 */
@Singleton
record CaptchaLetters(Keys keys) implements Drawing {

    /** None of them looks like another. */
    private static final String ALPHABET = "ACDEFHJKLMPRUXY39";

    private static final int LENGTH = 6;
    private static final String NONCE = "nonce";
    private static final String ALGORITHM = "HmacSHA256";

    @Override
    public String name() {
        return "verification-letters";
    }

    /** The picture of a nonce, as a file of that name. */
    Attachment picture(String file, String nonce) {
        return new Attachment(file, name(), Map.of(NONCE, nonce));
    }

    @Override
    public byte[] draw(Map<String, String> parameters) {
        var nonce = parameters.get(NONCE);
        if (nonce == null) {
            throw new IllegalArgumentException("no nonce");
        }
        var digest = ByteBuffer.wrap(digest(nonce));
        var seed = digest.getLong(digest.capacity() - Long.BYTES);
        return DistortedLetters.draw(of(nonce), seed).png();
    }

    /** What is to be read. */
    String of(String nonce) {
        var digest = digest(nonce);
        var letters = new StringBuilder();
        for (var i = 0; i < LENGTH; i++) {
            letters.append(ALPHABET.charAt(Byte.toUnsignedInt(digest[i]) % ALPHABET.length()));
        }
        return letters.toString();
    }

    private byte[] digest(String nonce) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            var key = keys.toCall("gateway").getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(("verification-letters:" + nonce).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
