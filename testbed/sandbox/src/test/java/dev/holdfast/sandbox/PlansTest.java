package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * What a guild plans, its rules about what is written, and the sending away of who is not there.
 */
@QuarkusTest
class PlansTest extends ListeningTest {
    private String in(Duration time) {
        return Json.moment(clock.instant().plus(time));
    }

    private String outing(String more) {
        return """
        {'name':'Regatta','privacy_level':2,'entity_type':3,'scheduled_start_time':'%s',\
        'scheduled_end_time':'%s','entity_metadata':{'location':'The bay'}%s}\
        """
                .formatted(in(Duration.ofHours(1)), in(Duration.ofHours(3)), more);
    }

    @Test
    void aGuildPlansSomethingAndPeopleWantToCome() {
        var events = guild + "/scheduled-events";
        var made = call("POST", events, outing(",'description':'Bring oars'"));
        assertEquals(200, made.status(), () -> made.body().toString());
        var id = made.body().path("id").asText();
        heard("GUILD_SCHEDULED_EVENT_CREATE", "/id", id);
        noted(100, id);
        var attend = client.act("attend", "ada", "bank").put("targetId", id);
        assertEquals(200, client.act(attend).status());
        heard("GUILD_SCHEDULED_EVENT_USER_ADD", "/user_id", client.user("ada"));
        var one = events + "/" + id;
        var shown = call("GET", one + "?with_user_count=true", "").body();
        assertEquals(1, shown.path("user_count").asInt());
        var coming = call("GET", one + "/users?with_member=true", "").body();
        assertEquals("ada", coming.at("/0/member/user/username").asText());
        client.act(attend.put("kind", "unattend"));
        heard("GUILD_SCHEDULED_EVENT_USER_REMOVE", "/user_id", client.user("ada"));
        assertEquals(200, call("PATCH", one, "{'status':2}").status());
        heard("GUILD_SCHEDULED_EVENT_UPDATE", "/status", "2");
        noted(101, id);
        assertEquals(50035, call("PATCH", one, "{'status':4}").code());
        assertEquals(200, call("PATCH", one, "{'status':3}").status());
        assertEquals(180000, call("PATCH", one, "{'name':'Late'}").code());
        assertEquals(1, call("GET", events, "").body().size());
        assertEquals(204, call("DELETE", one, "").status());
        heard("GUILD_SCHEDULED_EVENT_DELETE", "/id", id);
        assertEquals(10070, call("GET", one, "").code());
    }

    @Test
    void aPlanNeedsItsPlaceAndItsTime() {
        var events = guild + "/scheduled-events";
        var empty = call("POST", events, "{}").body().path("errors");
        assertEquals("BASE_TYPE_REQUIRED", empty.at("/name/_errors/0/code").asText());
        assertTrue(empty.has("entity_type") && empty.has("scheduled_start_time"));
        var voice = outing("").replace("'entity_type':3", "'entity_type':2");
        assertTrue(call("POST", events, voice).body().path("errors").has("channel_id"));
        var past =
                outing("")
                        .replaceFirst(
                                "'scheduled_start_time':'[^']*'",
                                "'scheduled_start_time':'" + Json.moment(Instant.EPOCH) + "'");
        assertEquals(
                "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST",
                call("POST", events, past)
                        .body()
                        .at("/errors/scheduled_start_time/_errors/0/code")
                        .asText());
    }

    private String rule(String name, String metadata, String actions) {
        return """
        {'name':'%s','event_type':1,'trigger_type':1,'enabled':true,\
        'trigger_metadata':%s,'actions':[%s]}\
        """
                .formatted(name, metadata, actions);
    }

    private Client.Answer say(String content) {
        return client.act(client.act("message", "ben", "general").put("content", content));
    }

    @Test
    void aWordThatARuleForbidsIsBlockedToldAndPunished() {
        var rules = guild + "/auto-moderation/rules";
        var actions =
                """
                {'type':1,'metadata':{'custom_message':'No mutiny'}},\
                {'type':2,'metadata':{'channel_id':'%s'}},\
                {'type':3,'metadata':{'duration_seconds':60}}\
                """
                        .formatted(client.channel("games"));
        var words = "{'keyword_filter':['mutin*','*keel'],'allow_list':['mutinous']}";
        var made = call("POST", rules, rule("Loyalty", words, actions));
        assertEquals(200, made.status(), () -> made.body().toString());
        var id = made.body().path("id").asText();
        heard("AUTO_MODERATION_RULE_CREATE", "/id", id);
        noted(140, id);
        assertEquals(200, say("The Keelhaul is no such word").status());
        assertEquals(200, say("Nothing about commutin").status());
        var refused = say("Mutiny now!");
        assertEquals(409, refused.status());
        assertEquals("No mutiny", refused.body().path("detail").asText());
        noted(143, client.user("ben"));
        var executed = heard("AUTO_MODERATION_ACTION_EXECUTION", "/action/type", "1");
        assertEquals("mutin*", executed.path("matched_keyword").asText());
        assertEquals(client.user("ben"), executed.path("user_id").asText());
        var alert = heard("MESSAGE_CREATE", "/type", "24");
        assertEquals("Mutiny now!", alert.at("/embeds/0/description").asText());
        var member = call("GET", guild + "/members/" + client.user("ben"), "").body();
        assertTrue(member.path("communication_disabled_until").isTextual());
        clock.advance(Duration.ofSeconds(61));
        assertEquals(409, say("A new keel").status());
        clock.advance(Duration.ofSeconds(61));
        var one = rules + "/" + id;
        assertEquals(200, call("PATCH", one, "{'enabled':false}").status());
        heard("AUTO_MODERATION_RULE_UPDATE", "/id", id);
        assertEquals(200, say("Mutiny now!").status());
        assertEquals("Loyalty", call("GET", one, "").body().path("name").asText());
        assertEquals(1, call("GET", rules, "").body().size());
        assertEquals(204, call("DELETE", one, "").status());
        heard("AUTO_MODERATION_RULE_DELETE", "/id", id);
    }

    @Test
    void aRuleThatIsWrongIsRefusedWithEachFault() {
        var rules = guild + "/auto-moderation/rules";
        var actions = "{'type':2,'metadata':{}}";
        var wrong = rule("", "{'keyword_filter':['']}", actions);
        var errors = call("POST", rules, wrong).body().path("errors");
        assertTrue(errors.at("/name/_errors/0/code").isTextual(), errors::toString);
        assertTrue(errors.at("/trigger_metadata/keyword_filter/0/_errors/0").isObject());
        assertTrue(errors.at("/actions/0/metadata/channel_id/_errors/0").isObject());
        var spam = "{'name':'s','event_type':1,'trigger_type':3,'actions':[{'type':1}]}";
        var first = call("POST", rules, spam);
        assertEquals(200, first.status());
        assertEquals(50035, call("POST", rules, spam).code());
        call("DELETE", rules + "/" + first.body().path("id").asText(), "");
    }

    @Test
    void whoWasNotThereForDaysIsSentAway() {
        var join = Json.object().put("kind", "join").put("name", "Sleeper");
        var sleeper = client.act(join.put("guildId", client.guildId()));
        var id = sleeper.body().path("userId").asText();
        clock.advance(Duration.ofDays(8));
        var prune = guild + "/prune";
        for (var name : new String[] {"ben", "marina", "milo"}) {
            client.act(client.act("message", name, "general").put("content", "here"));
        }
        var idle = call("GET", prune + "?days=7", "").body().path("pruned").asInt();
        assertTrue(idle > 0);
        assertEquals(50035, call("GET", prune + "?days=31", "").code());
        assertEquals(idle, call("POST", prune, "{'days':7}").body().path("pruned").asInt());
        heard("GUILD_AUDIT_LOG_ENTRY_CREATE", "/options/members_removed", "" + idle);
        assertEquals(10007, call("GET", guild + "/members/" + id, "").code());
    }
}
