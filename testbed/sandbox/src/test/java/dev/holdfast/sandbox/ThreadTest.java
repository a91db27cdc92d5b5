package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Threads, webhooks and invites. */
@QuarkusTest
class ThreadTest extends ListeningTest {
    private String channel;

    @BeforeEach
    void open() {
        channel = "/channels/" + client.channel("games");
        clock.advance(Duration.ofSeconds(10));
    }

    @Test
    void aThreadUnderAMessageIsWrittenInArchivedAndWokenUp() {
        var message = call("POST", channel + "/messages", "{'content':'chess?'}").body();
        var id = message.path("id").asText();
        var under = channel + "/messages/" + id + "/threads";
        var started = call("POST", under, "{'name':'Chess','auto_archive_duration':60}");
        assertEquals(201, started.status(), () -> started.body().toString());
        assertEquals(id, started.body().path("id").asText());
        assertTrue(heard("THREAD_CREATE", "/id", id).path("newly_created").asBoolean());
        noted(110, id);
        assertEquals(160_004, call("POST", under, "{'name':'Again'}").code());
        var thread = "/channels/" + id;
        assertEquals(200, call("POST", thread + "/messages", "{'content':'e4'}").status());
        var active = client.get(guild + "/threads/active").body().path("threads");
        assertEquals("Chess", Client.find(active, "id", id).path("name").asText());
        var archived = call("PATCH", thread, "{'archived':true}").body();
        assertTrue(archived.at("/thread_metadata/archived").asBoolean());
        heard("THREAD_UPDATE", "/id", id);
        var listed = client.get(channel + "/threads/archived/public").body().path("threads");
        assertEquals(id, listed.get(0).path("id").asText());
        assertEquals(50083, call("PATCH", thread, "{'name':'x'}").code());
        assertEquals(200, call("POST", thread + "/messages", "{'content':'e5'}").status());
        assertFalse(client.get(thread).body().at("/thread_metadata/archived").asBoolean());
        var shown = client.get(channel + "/messages/" + id).body();
        assertEquals("Chess", shown.at("/thread/name").asText());
        assertEquals(200, call("DELETE", thread, "").status());
        heard("THREAD_DELETE", "/id", id);
    }

    @Test
    void peopleComeToAPrivateThreadAndGo() {
        var started = call("POST", channel + "/threads", "{'name':'Secret','type':12}").body();
        var id = started.path("id").asText();
        var members = "/channels/" + id + "/thread-members";
        var ada = client.user("ada");
        var write = client.act("message", "ada", "games").put("channelId", id).put("content", "x");
        assertEquals(404, client.act(write).status());
        assertEquals(204, call("PUT", members + "/" + ada, "").status());
        var told = heard("THREAD_MEMBERS_UPDATE", "/id", id);
        assertEquals(ada, told.at("/added_members/0/user_id").asText());
        assertEquals(200, client.act(write).status());
        assertEquals(2, client.get(members).body().size());
        var one = client.get(members + "/" + ada + "?with_member=true").body();
        assertEquals(ada, one.at("/member/user/id").asText());
        assertEquals(204, call("DELETE", members + "/" + ada, "").status());
        assertEquals(404, client.act(write).status());
        assertEquals(204, call("DELETE", members + "/@me", "").status());
        assertEquals(204, call("PUT", members + "/@me", "").status());
        assertEquals(10007, client.get(members + "/" + ada).code());
        call("PATCH", "/channels/" + id, "{'archived':true,'locked':true}");
        var archived = client.get(channel + "/threads/archived/private").body().path("threads");
        assertEquals(id, archived.get(0).path("id").asText());
        var joined = channel + "/users/@me/threads/archived/private";
        assertEquals(1, client.get(joined).body().path("threads").size());
        call("DELETE", "/channels/" + id, "");
    }

    @Test
    void aForumsPostsAreThreadsWithAFirstMessage() {
        var made = call("POST", guild + "/channels", "{'name':'ideas','type':15}").body();
        var forum = "/channels/" + made.path("id").asText();
        var post = "{'name':'A bell','message':{'content':'for the harbour'}}";
        var started = call("POST", forum + "/threads", post).body();
        assertEquals("for the harbour", started.at("/message/content").asText());
        assertEquals(started.path("id"), started.at("/message/id"));
        assertEquals(50008, call("POST", forum + "/messages", "{'content':'x'}").code());
        call("DELETE", forum, "");
        assertEquals(10003, client.get("/channels/" + started.path("id").asText()).code());
    }

    @Test
    void aWebhookWritesUnderAnyName() {
        var made = call("POST", channel + "/webhooks", "{'name':'Parrot'}").body();
        var id = made.path("id").asText();
        heard("WEBHOOKS_UPDATE", "/channel_id", client.channel("games"));
        noted(50, id);
        var path = "/webhooks/" + id + "/" + made.path("token").asText();
        var open = "/api/v10" + path;
        var sent =
                client.send(
                                "POST",
                                open + "?wait=true",
                                json("{'content':'squawk','username':'Polly'}"))
                        .body();
        assertEquals("Polly", sent.at("/author/username").asText());
        assertEquals(id, sent.path("webhook_id").asText());
        heard("MESSAGE_CREATE", "/webhook_id", id);
        assertEquals(204, client.send("POST", open, json("{'content':'squawk'}")).status());
        var message = open + "/messages/" + sent.path("id").asText();
        clock.advance(Duration.ofSeconds(5));
        var edited = client.send("PATCH", message, json("{'content':'shh'}")).body();
        assertEquals("shh", edited.path("content").asText());
        assertEquals("shh", client.send("GET", message, null).body().path("content").asText());
        assertEquals(204, client.send("DELETE", message, null).status());
        assertEquals("Parrot", client.send("GET", open, null).body().path("name").asText());
        var renamed = client.send("PATCH", open, json("{'name':'Macaw'}")).body();
        assertEquals("Macaw", renamed.path("name").asText());
        var all = client.get(guild + "/webhooks").body();
        assertEquals("Macaw", Client.find(all, "id", id).path("name").asText());
        assertEquals(1, client.get(channel + "/webhooks").body().size());
        assertEquals(200, call("PATCH", "/webhooks/" + id, "{'name':'Gull'}").status());
        assertEquals(50035, call("PATCH", "/webhooks/" + id, "{'name':'Clyde'}").code());
        assertEquals(50027, client.send("GET", "/api/v10/webhooks/" + id + "/no", null).code());
        assertEquals(204, client.send("DELETE", open, null).status());
        assertEquals(10015, client.get("/webhooks/" + id).code());
    }

    @Test
    void anInviteIsMadeShownAndTakenBack() {
        var made = call("POST", channel + "/invites", "{'max_age':60,'max_uses':3}").body();
        var code = made.path("code").asText();
        assertEquals(60, heard("INVITE_CREATE", "/code", code).path("max_age").asInt());
        assertEquals(
                code,
                call("POST", channel + "/invites", "{'max_age':60,'max_uses':3}")
                        .body()
                        .path("code")
                        .asText());
        var seen = client.send("GET", "/api/v10/invites/" + code + "?with_counts=true", null);
        assertEquals(client.guildId(), seen.body().at("/guild/id").asText());
        assertEquals(
                3,
                Client.find(client.get(guild + "/invites").body(), "code", code)
                        .path("max_uses")
                        .asInt());
        assertEquals(1, client.get(channel + "/invites").body().size());
        assertEquals(200, call("DELETE", "/invites/" + code, "").status());
        heard("INVITE_DELETE", "/code", code);
        assertEquals(10006, call("DELETE", "/invites/" + code, "").code());
        var brief = call("POST", channel + "/invites", "{'max_age':1}").body();
        clock.advance(Duration.ofSeconds(2));
        assertEquals(10006, client.get("/invites/" + brief.path("code").asText()).code());
    }
}
