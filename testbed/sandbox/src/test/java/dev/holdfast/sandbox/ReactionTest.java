package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reactions, pins, forwards, bulk deletion, and messages laid out by components. */
@QuarkusTest
class ReactionTest extends ListeningTest {
    private static final String ANCHOR = URLEncoder.encode("⚓", StandardCharsets.UTF_8);

    private String messages;

    @BeforeEach
    void open() {
        messages = "/channels/" + client.channel("bank") + "/messages";
    }

    private String sent(String body) {
        clock.advance(Duration.ofSeconds(5));
        var answer = call("POST", messages, body);
        assertEquals(200, answer.status(), () -> answer.body().toString());
        return answer.body().path("id").asText();
    }

    private void react(String person, String message) {
        var act = client.act("react", person, "bank").put("messageId", message);
        assertEquals(200, client.act(act.put("content", "⚓")).status());
    }

    @Test
    void reactionsAreGivenListedAndTakenAway() {
        var id = sent("{'content':'vote'}");
        var reactions = messages + "/" + id + "/reactions";
        var anchor = reactions + "/" + ANCHOR;
        assertEquals(204, call("PUT", anchor + "/@me", "").status());
        assertEquals(
                "⚓", heard("MESSAGE_REACTION_ADD", "/message_id", id).at("/emoji/name").asText());
        react("ada", id);
        react("ben", id);
        var shown = call("GET", messages + "/" + id, "").body().path("reactions").get(0);
        assertEquals(3, shown.path("count").asInt());
        assertTrue(shown.path("me").asBoolean());
        var first = call("GET", anchor + "?limit=1", "").body().get(0).path("id").asText();
        var rest = call("GET", anchor + "?after=" + first, "").body();
        assertEquals(2, rest.size());
        assertEquals(204, call("DELETE", anchor + "/@me", "").status());
        heard("MESSAGE_REACTION_REMOVE", "/user_id", client.application());
        assertEquals(204, call("DELETE", anchor + "/" + client.user("ada"), "").status());
        heard("MESSAGE_REACTION_REMOVE", "/user_id", client.user("ada"));
        assertEquals(204, call("DELETE", anchor, "").status());
        heard("MESSAGE_REACTION_REMOVE_EMOJI", "/message_id", id);
        react("ada", id);
        assertEquals(204, call("DELETE", reactions, "").status());
        heard("MESSAGE_REACTION_REMOVE_ALL", "/message_id", id);
        assertTrue(call("GET", messages + "/" + id, "").body().path("reactions").isMissingNode());
        assertEquals(10014, call("PUT", reactions + "/nonsense/@me", "").code());
        assertEquals(10014, call("PUT", reactions + "/buoy:1/@me", "").code());
    }

    @Test
    void pinsStayAtHandByBothPaths() {
        var id = sent("{'content':'rules'}");
        assertEquals(204, call("PUT", messages + "/pins/" + id, "").status());
        assertTrue(heard("MESSAGE_UPDATE", "/id", id).path("pinned").asBoolean());
        heard("CHANNEL_PINS_UPDATE", "/channel_id", client.channel("bank"));
        assertEquals(id, noted(74, client.application()).at("/options/message_id").asText());
        var page = call("GET", messages + "/pins?limit=1", "").body();
        assertEquals(id, page.at("/items/0/message/id").asText());
        var channel = "/channels/" + client.channel("bank");
        assertEquals(id, call("GET", channel + "/pins", "").body().get(0).path("id").asText());
        assertFalse(client.get(channel).body().path("last_pin_timestamp").isNull());
        assertEquals(204, call("DELETE", channel + "/pins/" + id, "").status());
        assertEquals(0, call("GET", channel + "/pins", "").body().size());
        noted(75, client.application());
        assertEquals(10008, call("PUT", channel + "/pins/1", "").code());
        assertEquals(204, call("PUT", channel + "/pins/" + id, "").status());
        assertEquals(204, call("DELETE", messages + "/pins/" + id, "").status());
    }

    @Test
    void manyMessagesAreDeletedAtOnceButNoOldOnes() {
        var one = sent("{'content':'one'}");
        var other = sent("{'content':'other'}");
        var path = messages + "/bulk-delete";
        var order = "{'messages':['%s','%s']}".formatted(one, other);
        assertEquals(204, call("POST", path, order).status());
        var told = heard("MESSAGE_DELETE_BULK", "/channel_id", client.channel("bank"));
        assertEquals(2, told.path("ids").size());
        assertEquals("2", noted(73, client.channel("bank")).at("/options/count").asText());
        assertEquals(10008, call("GET", messages + "/" + one, "").code());
        assertEquals(50035, call("POST", path, "{'messages':['%s']}".formatted(one)).code());
        var old = "{'messages':['%s','%s']}".formatted(one, client.channel("bank"));
        assertEquals(50034, call("POST", path, old).code());
    }

    @Test
    void aMessageIsForwardedAsItStood() {
        var id = sent("{'content':'news'}");
        var reference = "{'type':1,'message_id':'%s','channel_id':'%s'}";
        var filled = reference.formatted(id, client.channel("bank"));
        var games = "/channels/" + client.channel("games") + "/messages";
        var forwarded = call("POST", games, "{'message_reference':%s}".formatted(filled)).body();
        assertEquals("news", forwarded.at("/message_snapshots/0/message/content").asText());
        assertEquals(id, forwarded.at("/message_reference/message_id").asText());
        assertEquals("", forwarded.path("content").asText());
    }

    @Test
    void aMessageIsLaidOutByComponents() {
        var layout =
                """
                {'flags':32768,'components':[
                  {'type':17,'accent_color':255,'components':[
                    {'type':10,'content':'# Harbour'},
                    {'type':9,'components':[{'type':10,'content':'A ship'}],
                     'accessory':{'type':11,'media':{'url':'https://a.test/s.png'},'description':'s'}},
                    {'type':14,'divider':false,'spacing':2},
                    {'type':12,'items':[{'media':{'url':'https://a.test/a.png'}},{'media':{'url':'https://a.test/b.png'},'spoiler':true}]},
                    {'type':1,'components':[{'type':2,'style':1,'label':'Board','custom_id':'board'}]}]},
                  {'type':9,'id':77,'components':[{'type':10,'content':'Sail?'}],
                   'accessory':{'type':2,'style':5,'label':'Map','url':'https://a.test'}}]}\
                """;
        var id = sent(layout);
        var stored = call("GET", messages + "/" + id, "").body();
        assertEquals(32768, stored.path("flags").asInt());
        assertEquals(77, stored.at("/components/1/id").asInt());
        assertEquals(
                "https://a.test/s.png",
                stored.at("/components/0/components/1/accessory/media/url").asText());
        clock.advance(Duration.ofSeconds(5));
        var edited = "{'components':[{'type':10,'content':'Gone'}]}";
        var changed = call("PATCH", messages + "/" + id, edited).body();
        assertEquals("Gone", changed.at("/components/0/content").asText());
        assertEquals(32768, changed.path("flags").asInt());
        clock.advance(Duration.ofSeconds(5));
        assertEquals(50035, call("PATCH", messages + "/" + id, "{'content':'x'}").code());
    }

    @Test
    void layoutsHaveAtMostFortyComponentsAndFourThousandCharacters() {
        var line = "{'type':10,'content':'%s'}";
        var layout = "{'flags':32768,'components':[{'type':17,'components':[%s]}]}";
        var many = String.join(",", Collections.nCopies(39, line.formatted("x")));
        sent(layout.formatted(many));
        var tooMany = layout.formatted(many + "," + line.formatted("x"));
        assertEquals("COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", refusal(tooMany));
        var half = line.formatted("x".repeat(2_000));
        sent(layout.formatted(half + "," + half));
        var tooLong = layout.formatted(half + "," + half + "," + line.formatted("x"));
        assertEquals("COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", refusal(tooLong));
    }

    private String refusal(String body) {
        clock.advance(Duration.ofSeconds(5));
        var errors = call("POST", messages, body).body().path("errors");
        return errors.at("/components/_errors/0/code").asText();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'flags':32768,'content':'x','components':[{'type':10,'content':'y'}]}|content|MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                "{'components':[{'type':10,'content':'y'}]}|components.0.type|BASE_TYPE_CHOICES",
                "{'flags':32768,'components':[{'type':10}]}|components.0.content|BASE_TYPE_REQUIRED",
                "{'flags':32768,'components':[{'type':9,'components':[{'type':10,'content':'x'}]}]}|components.0.accessory|BASE_TYPE_REQUIRED",
                "{'flags':32768,'components':[{'type':17,'components':[{'type':17,'components':[]}]}]}|components.0.components.0.type|BASE_TYPE_CHOICES",
                "{'flags':32768,'components':[{'type':12,'items':[]}]}|components.0.items|BASE_TYPE_BAD_LENGTH",
                "{'flags':32768,'components':[{'type':13,'file':{'url':'https://a.test/x'}}]}|components.0.file.url|URL_TYPE_INVALID_SCHEME",
                "{'flags':32768,'components':[{'type':10,'id':5,'content':'x'},{'type':10,'id':5,'content':'y'}]}|components.1.id|COMPONENT_ID_DUPLICATED",
                "{'flags':32768,'components':[{'type':14,'spacing':3}]}|components.0.spacing|BASE_TYPE_CHOICES",
            })
    void aWrongLayoutSaysWhatAndWhere(String body, String path, String code) {
        clock.advance(Duration.ofSeconds(5));
        var refused = call("POST", messages, body);
        assertEquals(50035, refused.code(), () -> refused.body().toString());
        var errors = refused.body().path("errors").at("/" + path.replace('.', '/'));
        assertEquals(
                code,
                errors.path("_errors").path(0).path("code").asText(),
                () -> refused.body().toString());
    }
}
