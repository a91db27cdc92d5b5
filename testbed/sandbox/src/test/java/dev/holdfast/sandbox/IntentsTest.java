package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(IntentsTest.WithoutContent.class)
class IntentsTest extends SandboxTest {
    /** An application that was not granted the content of messages. */
    public static class WithoutContent implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("sandbox.privileged-intents", "members");
        }
    }

    @Test
    void anIntentThatIsNotGrantedClosesTheConnection() {
        assertEquals(1 << 15, client.get("/applications/@me").body().path("flags").asInt());
        var gateway = client.connect("?v=10&encoding=json");
        gateway.identify(client.token(), GUILDS | MESSAGES | CONTENT, 0, 1);
        assertEquals(4014, gateway.closeCode());
        client.login(GUILDS | MEMBERS | MESSAGES).close();
    }
}
