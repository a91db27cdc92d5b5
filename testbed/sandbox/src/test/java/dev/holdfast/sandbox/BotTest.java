package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A bot that is logged in, has commands and answers interactions. */
abstract class BotTest extends SandboxTest {
    GatewayClient gateway;

    @BeforeEach
    void login() {
        gateway = client.login(GUILDS | MESSAGES | CONTENT);
        client.register(
                json(
                        """
                        [{'name':'ping','description':'x'},
                         {'name':'pay','description':'x','options':[{'type':6,'name':'member','description':'x','required':true},{'type':4,'name':'amount','description':'x','required':true}]},
                         {'name':'money','description':'x','options':[{'type':2,'name':'admin','description':'x','options':[{'type':1,'name':'add','description':'x'}]}]},
                         {'name':'fruit','description':'x','options':[{'type':3,'name':'kind','description':'x','required':true,'autocomplete':true}]}]\
                        """));
    }

    @AfterEach
    void logout() {
        gateway.close();
    }

    JsonNode start(ObjectNode act) {
        var started = client.act(act);
        assertEquals(200, started.status(), () -> started.body().toString());
        var id = started.body().path("interactionId").asText();
        return gateway.next(frame ->
                        frame.path("t").asText().equals("INTERACTION_CREATE")
                                && frame.path("d").path("id").asText().equals(id))
                .path("d");
    }

    Client.Answer answer(JsonNode interaction, String body) {
        return client.send(
                "POST",
                "/api/v10/interactions/%s/%s/callback"
                        .formatted(
                                interaction.path("id").asText(),
                                interaction.path("token").asText()),
                json(body));
    }

    String webhook(JsonNode interaction) {
        return "/api/v10/webhooks/"
                + client.application()
                + "/"
                + interaction.path("token").asText();
    }

    JsonNode reported(JsonNode interaction) {
        return client.send("GET", "/sandbox/interactions/" + interaction.path("id").asText(), null)
                .body();
    }

    JsonNode original(JsonNode interaction) {
        return client.send("GET", webhook(interaction) + "/messages/@original", null).body();
    }
}
