package dev.holdfast.gateway.rendering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden files, held against Discord's official description of what it takes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficialSchemaTest {

    private final ObjectMapper json = new ObjectMapper();
    private JsonNode description;

    @BeforeAll
    void readTheDescription() throws IOException {
        var file =
                Path.of(System.getProperty("discord.openapi", "../../shared/discord/openapi.json"));
        assumeTrue(Files.exists(file), "Discord's description is not at " + file);
        description = json.readTree(file.toFile());
    }

    @Test
    void takesTheCommands() throws IOException {
        var commands = commands();
        assertEquals(Set.of(), faults("/applications/{application_id}/commands", "put", commands));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "embeds",
                "buttons",
                "controls",
                "card",
                "refusal",
                "progress",
                "question",
                "ping"
            })
    void takesMessages(String name) throws IOException {
        var message = (ObjectNode) golden(name);
        message.put("nonce", "1573287653799881728").put("enforce_nonce", true);
        message.putObject("message_reference")
                .put("message_id", "1573287653799881728")
                .put("fail_if_not_exists", false);
        assertEquals(Set.of(), faults("/channels/{channel_id}/messages", "post", message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "embeds",
                "buttons",
                "controls",
                "card",
                "refusal",
                "progress",
                "question",
                "ping"
            })
    void takesEditsOfTheOriginal(String name) throws IOException {
        var path = "/webhooks/{webhook_id}/{webhook_token}/messages/@original";
        assertEquals(Set.of(), faults(path, "patch", golden(name)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "embeds",
                "buttons",
                "controls",
                "whisper",
                "card",
                "refusal",
                "progress",
                "ping"
            })
    void takesAnswersToInteractions(String name) throws IOException {
        var callback = json.createObjectNode().put("type", 4);
        callback.set("data", golden(name));
        var path = "/interactions/{interaction_id}/{interaction_token}/callback";
        assertEquals(Set.of(), faults(path, "post", callback));
    }

    @ParameterizedTest
    @ValueSource(strings = {"edit-of-layout", "edit-of-text", "card-without-files"})
    void takesChangesOfMessages(String name) throws IOException {
        var callback = json.createObjectNode().put("type", 7);
        callback.set("data", golden(name));
        var path = "/interactions/{interaction_id}/{interaction_token}/callback";
        assertEquals(Set.of(), faults(path, "post", callback));
        var edit = "/channels/{channel_id}/messages/{message_id}";
        assertEquals(Set.of(), faults(edit, "patch", golden(name)));
    }

    @Test
    void takesModals() throws IOException {
        var callback = json.createObjectNode().put("type", 9);
        callback.set("data", golden("modal"));
        var path = "/interactions/{interaction_id}/{interaction_token}/callback";
        assertEquals(Set.of(), faults(path, "post", callback));
    }

    @Test
    void findsWhatDiscordWouldNotTake() throws IOException {
        var commands = commands();
        ((ObjectNode) commands.path(0)).put("description", "x".repeat(101));
        assertFalse(faults("/applications/{application_id}/commands", "put", commands).isEmpty());
    }

    private Set<?> faults(String path, String method, JsonNode body) {
        var schema =
                (ObjectNode)
                        description
                                .path("paths")
                                .path(path)
                                .path(method)
                                .path("requestBody")
                                .path("content")
                                .path("application/json")
                                .path("schema")
                                .deepCopy();
        schema.set("components", description.path("components"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(schema)
                .validate(body);
    }

    /** Permissions are a string by Discord's documentation, which wins over its description. */
    private JsonNode commands() throws IOException {
        var commands = golden("commands");
        commands.forEach(command -> ((ObjectNode) command).remove("default_member_permissions"));
        return commands;
    }

    private JsonNode golden(String name) throws IOException {
        return json.readTree(Path.of("src/test/resources/golden", name + ".json").toFile());
    }
}
