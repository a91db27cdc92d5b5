package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ComponentTest extends BotTest {
    private static final String BUTTONS =
            "'components':[{'type':1,'components':[{'type':2,'style':1,'label':'Next','custom_id':'next'},{'type':2,'style':2,'label':'Off','custom_id':'off','disabled':true}]}]";

    private String withButtons() {
        var interaction = start(client.command("ping", "ada"));
        assertEquals(
                204,
                answer(interaction, "{'type':4,'data':{'content':'page 1'," + BUTTONS + "}}")
                        .status());
        return original(interaction).path("id").asText();
    }

    private ObjectNode press(String messageId, String customId) {
        return client.act("component", "ben", "general")
                .put("messageId", messageId)
                .put("customId", customId);
    }

    @Test
    void aButtonUpdatesItsMessage() {
        var message = withButtons();
        var pressed = start(press(message, "next").put("componentType", 2));
        assertEquals(3, pressed.path("type").asInt());
        assertEquals("next", pressed.path("data").path("custom_id").asText());
        assertEquals(message, pressed.path("message").path("id").asText());
        answer(pressed, "{'type':7,'data':{'content':'page 2'}}");
        var updated = gateway.await("MESSAGE_UPDATE").path("d");
        assertEquals("page 2", updated.path("content").asText());
        assertEquals(1, updated.path("components").size());
        assertFalse(updated.path("edited_timestamp").isNull());
    }

    @Test
    void aDeferredUpdateEditsTheMessageLater() {
        var message = withButtons();
        var pressed = start(press(message, "next"));
        answer(pressed, "{'type':6}");
        client.send(
                "PATCH",
                webhook(pressed) + "/messages/@original",
                json("{'content':'page 3','components':[]}"));
        assertEquals(
                "page 3",
                client.get("/channels/" + client.channel("general") + "/messages/" + message)
                        .body()
                        .path("content")
                        .asText());
        assertEquals(404, client.act(press(message, "next")).status());
    }

    @Test
    void aPressThatNobodyCouldMakeIsRefused() {
        var message = withButtons();
        assertEquals(404, client.act(press(message, "other")).status());
        assertEquals(409, client.act(press(message, "off")).status());
        assertEquals(409, client.act(press(message, "next").put("componentType", 3)).status());
        assertEquals(404, client.act(press("1", "next")).status());
    }

    @Test
    void aSelectTakesOnlyWhatItOffers() {
        var interaction = start(client.command("ping", "ada"));
        answer(
                interaction,
                "{'type':4,'data':{'components':[{'type':1,'components':[{'type':3,'custom_id':'pick','options':[{'label':'A','value':'a'},{'label':'B','value':'b'}]}]}]}}");
        var pick = press(original(interaction).path("id").asText(), "pick");
        pick.putArray("values").add("c");
        assertEquals(409, client.act(pick).status());
        pick.putArray("values").add("a").add("b");
        assertEquals(409, client.act(pick).status());
        pick.putArray("values").add("b");
        assertEquals("b", start(pick).path("data").path("values").get(0).asText());
    }

    @Test
    void aFormIsOpenedFilledAndSent() {
        var interaction = start(client.command("ping", "ada"));
        answer(
                interaction,
                "{'type':9,'data':{'custom_id':'form','title':'Form','components':[{'type':1,'components':[{'type':4,'custom_id':'ship','label':'Ship','style':1,'max_length':5}]}]}}");
        assertEquals("form", reported(interaction).path("reply").path("custom_id").asText());
        var submit = client.act("modal", "ada", "general").put("customId", "form");
        assertEquals(409, client.act(fields(submit, "ship", "")).status());
        assertEquals(409, client.act(fields(submit, "ship", "much too long")).status());
        assertEquals(409, client.act(fields(submit, "cargo", "x")).status());
        var sent = start(fields(submit, "ship", "Kelp"));
        assertEquals(5, sent.path("type").asInt());
        assertEquals(
                "Kelp",
                sent.path("data")
                        .path("components")
                        .get(0)
                        .path("components")
                        .get(0)
                        .path("value")
                        .asText());
        assertEquals(404, client.act(submit).status());
        assertEquals(400, answer(sent, "{'type':9,'data':{}}").status());
        answer(sent, "{'type':4,'data':{'content':'thanks'}}");
        assertEquals(
                "ping",
                original(sent)
                        .path("interaction_metadata")
                        .path("triggering_interaction_metadata")
                        .path("name")
                        .asText());
    }

    @Test
    void aFormOfLabelledInputsIsFilledAndSent() {
        var interaction = start(client.command("ping", "ada"));
        answer(
                interaction,
                "{'type':9,'data':{'custom_id':'labelled','title':'Form','components':[{'type':18,'label':'Ship','component':{'type':4,'custom_id':'ship','style':1}},{'type':18,'label':'Mate','component':{'type':5,'custom_id':'mate'}}]}}");
        var submit = client.act("modal", "ada", "general").put("customId", "labelled");
        assertEquals(409, client.act(fields(submit, "ship", "Kelp")).status());
        submit.withObjectProperty("fields").putArray("mate").add(client.user("ben"));
        var data = start(submit).path("data");
        var ship = data.path("components").path(0);
        assertEquals(18, ship.path("type").asInt());
        assertEquals("Kelp", ship.path("component").path("value").asText());
        var mate = data.path("components").path(1).path("component").path("values").path(0);
        assertEquals(client.user("ben"), mate.asText());
        assertEquals(
                "ben",
                data.path("resolved").path("users").path(mate.asText()).path("username").asText());
    }

    @Test
    void aFormHasTextsAndTakesFiles() {
        var interaction = start(client.command("ping", "ada"));
        answer(
                interaction,
                "{'type':9,'data':{'custom_id':'papers','title':'Form','components':[{'type':10,'content':'Show us.'},{'type':18,'label':'Log','component':{'type':19,'custom_id':'log','max_values':2}}]}}");
        var submit = client.act("modal", "ada", "general").put("customId", "papers");
        var values = submit.putObject("fields").putArray("log");
        assertEquals(409, client.act(submit).status(), "a file is needed");
        values.add("1");
        assertEquals(404, client.act(submit).status(), "there is no such file");
        var part = "Content-Disposition: form-data; name=\"file\"; filename=\"log.txt\"";
        var sent =
                client.form(
                        "/sandbox/attachments",
                        "b",
                        "--b\r\n" + part + "\r\n\r\ncalm\r\n--b--\r\n");
        var file = sent.body().path("id").asText();
        values.removeAll().add(file);
        var data = start(submit).path("data");
        assertEquals(10, data.at("/components/0/type").asInt());
        assertEquals(file, data.at("/components/1/component/values/0").asText());
        assertEquals(
                "log.txt", data.at("/resolved/attachments").path(file).path("filename").asText());
    }

    private static ObjectNode fields(ObjectNode submit, String name, String text) {
        submit.putObject("fields").put(name, text);
        return submit;
    }
}
