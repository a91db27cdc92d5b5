package dev.holdfast.health.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);

    /** The example of the Standard Webhooks' specification and libraries. */
    @Test
    void signsAsTheSpecificationsExample() {
        assertEquals(
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                WebhookSignature.of(SECRET).sign("msg_p5jXN8AQM9LWM0D4loKWxJek", AT, BODY));
    }

    @Test
    void signsIdTimeAndBody() {
        var signature = WebhookSignature.of("0123456789abcdef0123456789abcdef");
        var signed = signature.sign("a", AT, BODY);
        assertEquals(signed, signature.sign("a", AT, BODY));
        assertNotEquals(signed, signature.sign("b", AT, BODY));
        assertNotEquals(signed, signature.sign("a", AT.plusSeconds(1), BODY));
        assertNotEquals(signed, signature.sign("a", AT, "{}".getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tiny", "whsec_MfKQ", "whsec_?????????????????????????????????"})
    void refusesASecretThatIsNone(String secret) {
        var wrong = assertThrows(IllegalArgumentException.class, () -> WebhookSignature.of(secret));
        assertFalse(
                !secret.isEmpty() && String.valueOf(wrong.getMessage()).contains(secret),
                wrong::getMessage);
    }
}
