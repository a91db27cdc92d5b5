package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files that people send along, and windows that are sent again. */
@QuarkusTest
class FileTest extends BotTest {
    private static final String MODAL =
            "{'type':9,'data':{'custom_id':'%s','title':'T','components':[{'type':1,'components':[{'type':4,'custom_id':'a','label':'A','style':1}]}]}}";

    @BeforeEach
    void aCommandTakesAFile() {
        client.register(
                json(
                        "[{'name':'ping','description':'x'},{'name':'stamp','description':'x','options':[{'type':11,'name':'seal','description':'x','required':true}]}]"));
    }

    @Test
    void aFileThatWasSentIsAnOptionsValue() {
        var file = upload("a seal").body();
        var given = Json.array();
        given.addObject()
                .put("name", "seal")
                .put("type", 11)
                .put("value", file.path("id").asText());
        var data =
                start(client.command("stamp", "ada").<ObjectNode>set("options", given))
                        .path("data");
        var resolved = data.path("resolved").path("attachments").path(file.path("id").asText());
        assertEquals(file, resolved);
        assertEquals("image/png", resolved.path("content_type").asText());
        assertEquals(6, resolved.path("size").asInt());
        var read = client.send("GET", resolved.path("url").asText(), null).body();
        assertEquals("a seal", read.path("text").asText());
    }

    @Test
    void aFileThatNobodySentIsRefused() {
        var given = Json.array();
        given.addObject().put("name", "seal").put("type", 11).put("value", "123");
        assertEquals(
                404,
                client.act(client.command("stamp", "ada").<ObjectNode>set("options", given))
                        .status());
        assertEquals(409, upload("x".repeat(10 * 1024 * 1024 + 1)).status());
    }

    @Test
    void aMessageCarriesFiles() {
        var act = client.act("message", "ada", "general").put("content", "see");
        act.putArray("attachments").add(upload("a seal").body().path("id").asText());
        client.act(act);
        var heard = gateway.await("MESSAGE_CREATE").path("d");
        assertEquals("seal.png", heard.path("attachments").path(0).path("filename").asText());
    }

    @Test
    void aWindowStaysOpenWhileWhatWasSentGetsNoAnswer() {
        var opened = start(client.command("ping", "ada"));
        answer(opened, MODAL.formatted("w1"));
        var first = start(sent("w1"));
        assertEquals(404, client.act(sent("w1")).status(), "it is being answered");
        clock.advance(Duration.ofSeconds(4));
        var late = "/sandbox/interactions/%s?wait=5000".formatted(first.path("id").asText());
        assertEquals("FAILED", client.send("GET", late, null).body().path("state").asText());
        var second = start(sent("w1"));
        answer(second, "{'type':4,'data':{'content':'thanks'}}");
        assertEquals(404, client.act(sent("w1")).status(), "it is closed");
    }

    private ObjectNode sent(String window) {
        var act = client.act("modal", "ada", "general").put("customId", window);
        act.putObject("fields").put("a", "text");
        return act;
    }

    private Client.Answer upload(String content) {
        var body =
                """
                --b\r
                Content-Disposition: form-data; name="file"; filename="seal.png"\r
                Content-Type: application/octet-stream\r
                \r
                %s\r
                --b--\r
                """
                        .formatted(content);
        return client.form("/sandbox/attachments", "b", body);
    }
}
