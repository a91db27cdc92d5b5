package dev.holdfast.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A bot that changes things by REST and hears of it by the gateway. */
abstract class ListeningTest extends SandboxTest {
    /** All but those of members and presences. */
    private static final int INTENTS =
            ((1 << 17) - 1 | 0b11 << 20 | 0b11 << 24) & ~(1 << 1) & ~(1 << 8);

    GatewayClient gateway;
    String guild;

    @BeforeEach
    void login() {
        gateway = client.login(INTENTS);
        guild = "/guilds/" + client.guildId();
    }

    @AfterEach
    void logout() {
        gateway.close();
    }

    Client.Answer call(String method, String path, String body) {
        return client.rest(method, path, body.isEmpty() ? null : json(body));
    }

    /** The event of this name with that value at the JSON pointer. */
    JsonNode heard(String event, String field, String value) {
        return gateway.next(frame ->
                        frame.path("t").asText().equals(event)
                                && frame.path("d").at(field).asText().equals(value))
                .path("d");
    }

    /** The audit log's entry of this action about that target. */
    JsonNode noted(int action, String target) {
        var event = "GUILD_AUDIT_LOG_ENTRY_CREATE";
        return gateway.next(frame ->
                        frame.path("t").asText().equals(event)
                                && frame.path("d").path("action_type").asInt() == action
                                && frame.path("d").path("target_id").asText().equals(target))
                .path("d");
    }
}
