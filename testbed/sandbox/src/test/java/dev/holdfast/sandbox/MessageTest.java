package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class MessageTest extends SandboxTest {
    private String messages() {
        return "/channels/" + client.channel("bank") + "/messages";
    }

    private Client.Answer post(String body) {
        return client.rest("POST", messages(), json(body));
    }

    @Test
    void aMessageIsSentEditedListedAndDeleted() {
        var sent =
                post("{'content':'one','embeds':[{'title':'T','color':255,'fields':[{'name':'a','value':'b'}]}]}")
                        .body();
        var path = messages() + "/" + sent.path("id").asText();
        assertEquals("rich", sent.path("embeds").get(0).path("type").asText());
        var edited = client.rest("PATCH", path, json("{'content':'two'}")).body();
        assertEquals("two", edited.path("content").asText());
        assertEquals(1, edited.path("embeds").size());
        assertEquals(
                0,
                client.rest("PATCH", path, json("{'embeds':null}")).body().path("embeds").size());
        assertEquals(sent.path("id"), client.get(messages() + "?limit=1").body().get(0).path("id"));
        assertEquals(204, client.rest("DELETE", path, null).status());
        assertEquals(10008, client.get(path).code());
    }

    @Test
    void pagesRunFromNewestToOldest() {
        var ids =
                IntStream.range(0, 5)
                        .mapToObj(number ->
                                post("{'content':'%d'}".formatted(number))
                                        .body()
                                        .path("id")
                                        .asText())
                        .toList();
        assertEquals(ids.subList(0, 2).reversed(), page("before=" + ids.get(2) + "&limit=2"));
        assertEquals(ids.subList(1, 3).reversed(), page("after=" + ids.get(0) + "&limit=2"));
        assertEquals(ids.subList(1, 4).reversed(), page("around=" + ids.get(2) + "&limit=3"));
        assertEquals(50035, client.get(messages() + "?limit=101").code());
    }

    private java.util.List<String> page(String query) {
        var page = client.get(messages() + "?" + query).body();
        return StreamSupport.stream(page.spliterator(), false)
                .map(message -> message.path("id").asText())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'embeds':[{'title':''}]}|embeds.0.description|BASE_TYPE_REQUIRED",
                "{'embeds':[{'description':'x','fields':[{'name':'n'}]}]}|embeds.0.fields.0.value|BASE_TYPE_REQUIRED",
                "{'embeds':[{'description':'x','color':99999999}]}|embeds.0.color|NUMBER_TYPE_MAX",
                "{'embeds':[{'description':'x','url':'nowhere'}]}|embeds.0.url|URL_TYPE_INVALID_URL",
                "{'embeds':[{'description':'x','timestamp':'soon'}]}|embeds.0.timestamp|DATETIME_TYPE_PARSE",
                "{'components':[{'type':2}]}|components.0.type|BASE_TYPE_CHOICES",
                "{'components':[{'type':1,'components':[{'type':2,'style':1,'label':'x'}]}]}|components.0.components.0.custom_id|BASE_TYPE_REQUIRED",
                "{'components':[{'type':1,'components':[{'type':2,'style':1,'custom_id':'a'}]}]}|components.0.components.0|BUTTON_COMPONENT_EMPTY",
                "{'content':'x','nonce':'12345678901234567890123456'}|nonce|BASE_TYPE_MAX_LENGTH",
                "{'content':'x','allowed_mentions':{'parse':['all']}}|allowed_mentions.parse.0|BASE_TYPE_CHOICES",
                "{'content':'x','message_reference':{'message_id':'1'}}|message_reference|REPLIES_UNKNOWN_MESSAGE",
                "{'content':{}}|content|STRING_TYPE_CONVERT",
            })
    void aWrongFormSaysWhatAndWhere(String body, String path, String code) {
        var refused = post(body);
        assertEquals(400, refused.status());
        assertEquals(50035, refused.code());
        assertEquals("Invalid Form Body", refused.body().path("message").asText());
        var errors = refused.body().path("errors").at("/" + path.replace('.', '/'));
        assertEquals(
                code,
                errors.path("_errors").path(0).path("code").asText(),
                () -> refused.body().toString());
    }

    @Test
    void limitsAreDiscords() {
        assertEquals(200, post("{'content':'%s'}".formatted("x".repeat(2_000))).status());
        assertEquals(50035, post("{'content':'%s'}".formatted("x".repeat(2_001))).code());
        var embed = "{'description':'%s'}".formatted("x".repeat(3_100));
        assertEquals(50035, post("{'embeds':[%s,%s]}".formatted(embed, embed)).code());
        var button = "{'type':2,'style':1,'label':'x','custom_id':'%d'}";
        var six = String.join(",", IntStream.range(0, 6).mapToObj(button::formatted).toList());
        assertEquals(
                50035, post("{'components':[{'type':1,'components':[%s]}]}".formatted(six)).code());
        var twice = button.formatted(1) + "," + button.formatted(1);
        assertEquals(
                50035,
                post("{'components':[{'type':1,'components':[%s]}]}".formatted(twice)).code());
        assertEquals(50006, post("{'content':'  '}").code());
        assertEquals(
                50109,
                client.send(
                                "POST",
                                "/api/v10" + messages(),
                                json("3"),
                                "Authorization",
                                "Bot " + client.token())
                        .code());
    }

    @Test
    void anEnforcedNonceSendsOnce() {
        var body =
                "{'content':'once','nonce':'%d','enforce_nonce':true}".formatted(System.nanoTime());
        assertEquals(post(body).body().path("id"), post(body).body().path("id"));
        var loose = "{'content':'twice','nonce':'n'}";
        assertNotEquals(post(loose).body().path("id"), post(loose).body().path("id"));
    }

    @Test
    void aReplyCarriesWhatItAnswers() {
        var asked =
                client.act(client.act("message", "ada", "bank").put("content", "!balance"))
                        .body()
                        .path("messageId")
                        .asText();
        var reply =
                post("{'content':'12','message_reference':{'message_id':'%s'},'allowed_mentions':{'parse':[],'replied_user':false}}"
                                .formatted(asked))
                        .body();
        assertEquals(19, reply.path("type").asInt());
        assertEquals("!balance", reply.path("referenced_message").path("content").asText());
        assertEquals(0, reply.path("mentions").size());
    }

    @Test
    void mentionsPingOnlyWhomTheSenderAllows() {
        var everyone =
                "'content':'@everyone <@%s> <@%s>'"
                        .formatted(client.user("ada"), client.user("ben"));
        var none = post("{%s,'allowed_mentions':{'parse':[]}}".formatted(everyone)).body();
        assertEquals(0, none.path("mentions").size());
        var one =
                post("{%s,'allowed_mentions':{'users':['%s']}}"
                                .formatted(everyone, client.user("ben")))
                        .body();
        assertEquals("ben", one.path("mentions").get(0).path("username").asText());
        assertEquals(1, one.path("mentions").size());
        assertTrue(post("{%s}".formatted(everyone)).body().path("mention_everyone").asBoolean());
        client.act(client.act("message", "ada", "bank").put("content", "@everyone"));
        JsonNode newest = client.get(messages() + "?limit=1").body().get(0);
        assertEquals("@everyone", newest.path("content").asText());
        assertTrue(!newest.path("mention_everyone").asBoolean(), "Ada may not mention everyone");
    }

    @Test
    void othersMessagesCannotBeEditedButDeleted() {
        var id =
                client.act(client.act("message", "ada", "bank").put("content", "mine"))
                        .body()
                        .path("messageId")
                        .asText();
        assertEquals(
                50005, client.rest("PATCH", messages() + "/" + id, json("{'content':'x'}")).code());
        assertEquals(204, client.rest("DELETE", messages() + "/" + id, null).status());
    }

    @Test
    void directMessagesAreOpenedWithPeopleOnly() {
        var opened =
                client.rest(
                                "POST",
                                "/users/@me/channels",
                                json("{'recipient_id':'%s'}".formatted(client.user("milo"))))
                        .body();
        assertEquals(1, opened.path("type").asInt());
        assertEquals("milo", opened.path("recipients").get(0).path("username").asText());
        var again =
                client.rest(
                                "POST",
                                "/users/@me/channels",
                                json("{'recipient_id':'%s'}".formatted(client.user("milo"))))
                        .body();
        assertEquals(opened.path("id"), again.path("id"));
        var sent =
                client.rest(
                        "POST",
                        "/channels/" + opened.path("id").asText() + "/messages",
                        json("{'content':'hello'}"));
        assertEquals(200, sent.status());
        assertEquals(
                50007,
                client.rest(
                                "POST",
                                "/users/@me/channels",
                                json("{'recipient_id':'%s'}".formatted(client.user("Gull"))))
                        .code());
        assertEquals(
                10003,
                client.rest("POST", "/channels/1/messages", json("{'content':'hello'}")).code());
    }

    @Test
    void filesTravelWithTheMessage() throws Exception {
        clock.advance(java.time.Duration.ofMinutes(1));
        var boundary = "b0undary";
        var body =
                """
                --b0undary\r
                Content-Disposition: form-data; name="payload_json"\r
                Content-Type: application/json\r
                \r
                {"content":"see","embeds":[{"title":"t","image":{"url":"attachment://chart.png"}}]}\r
                --b0undary\r
                Content-Disposition: form-data; name="files[0]"; filename="../chart.txt"\r
                Content-Type: text/plain\r
                \r
                up and to the right\r
                --b0undary\r
                Content-Disposition: form-data; name="files[1]"; filename="chart.png"\r
                Content-Type: image/png\r
                \r
                png\r
                --b0undary--\r
                """
                        .replace("\n", "")
                        .replace("\r", "\r\n");
        var request =
                HttpRequest.newBuilder(root.resolve("/api/v10" + messages()))
                        .header("Authorization", "Bot " + client.token())
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        var http = HttpClient.newHttpClient();
        var sent = Json.parse(http.send(request, BodyHandlers.ofByteArray()).body()).orElseThrow();
        var file = sent.path("attachments").get(0);
        assertEquals("see", sent.path("content").asText());
        assertEquals(1, sent.path("attachments").size(), "the picture is the embed's");
        assertTrue(
                sent.path("embeds")
                        .get(0)
                        .path("image")
                        .path("url")
                        .asText()
                        .endsWith("/chart.png"));
        assertEquals(19, file.path("size").asInt());
        var read =
                http.send(
                        HttpRequest.newBuilder(URI.create(file.path("url").asText())).build(),
                        BodyHandlers.ofString());
        assertEquals("up and to the right", read.body());
        assertEquals("attachment", read.headers().firstValue("content-disposition").orElse(""));
        assertEquals("nosniff", read.headers().firstValue("x-content-type-options").orElse(""));
    }
}
