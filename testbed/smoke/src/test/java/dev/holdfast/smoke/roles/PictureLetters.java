package dev.holdfast.smoke.roles;

import dev.holdfast.kit.protocol.CustomId;
import dev.holdfast.kit.testing.HoldfastServers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a picture of verification shows. A person reads it; this test, which cannot, derives it from
 * the secret as roles-service does.
 */
final class PictureLetters {

    private static final String ALPHABET = "ACDEFHJKLMPRUXY39";
    private static final int LENGTH = 6;
    private static final String ANSWER = "answer:";

    private PictureLetters() {}

    /** Of the picture whose letters are typed by that button. */
    static String of(String customId) throws GeneralSecurityException {
        var state = CustomId.parse(customId).orElseThrow().state();
        var nonce = state.substring(ANSWER.length());
        var key = hmac(HoldfastServers.SECRET, "holdfast:pair:roles>gateway");
        var shown = Base64.getUrlEncoder().withoutPadding().encodeToString(key);
        var digest = hmac(shown, "verification-letters:" + nonce);
        var letters = new StringBuilder();
        for (var at = 0; at < LENGTH; at++) {
            letters.append(ALPHABET.charAt(Byte.toUnsignedInt(digest[at]) % ALPHABET.length()));
        }
        return letters.toString();
    }

    private static byte[] hmac(String key, String words) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac.doFinal(words.getBytes(StandardCharsets.UTF_8));
    }
}
