package dev.holdfast.kit.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class BotResourceTest {

    private static final GuildId GUILD = new GuildId(51);
    private static final UserId ADA = new UserId(1);

    @TestHTTPResource("/")
    URI service;

    private final Admin admin = new Admin("probe");
    private Caller gateway;

    @BeforeEach
    void nothingCounted() {
        admin.execute("delete from tally where guild_id = 51");
        gateway = new Caller(service, "gateway", "probe", HoldfastServers.SECRET);
    }

    @Test
    void runsACommandAndReplaysItsReply() throws Exception {
        var invocation = count(3).build();
        var first = gateway.post(invocation);
        var second = gateway.post(invocation);
        assertEquals(Reply.say("total 3"), gateway.reply(first));
        assertEquals(first.body(), second.body());
        assertEquals("false true", first.replayed() + " " + second.replayed());
        assertEquals(3, counted());
    }

    @Test
    void settlesWhatWasRunByItsReplyAndNeverRunsWhatWasNot() throws Exception {
        var run = count(3).build();
        var first = gateway.post(run);
        assertEquals(first.body(), gateway.settle(run).body());
        var late = count(5).build();
        var settled = gateway.settle(late);
        assertTrue(settled.body().contains("it came too late"), settled.body());
        assertEquals(settled.body(), gateway.post(late).body());
        assertEquals(3, counted());
    }

    @Test
    void saysInOneSentenceWhatDoesNotFit() throws Exception {
        refused("count needs “by”", Asking.in(GUILD).by(ADA).command("count"));
        refused("at least 1", count(0));
        refused("at most 100", count(101));
        refused("no option “\u2068other\u2069”", count(1).text("other", "x"));
        refused("doesn’t fit", Asking.in(GUILD).by(ADA).command("count").text("by", "three"));
        refused("in a server", Asking.in(GuildId.DIRECT).by(ADA).command("count").whole("by", 1));
        refused("Only <@2> can use", count(1).button(new UserId(2), "more"));
        refused("not 13", count(13));
        assertEquals(0, counted());
    }

    @Test
    void sendsTheGatewayToAnotherBuildForACommandThatThisOneLacks() throws Exception {
        var newer = Asking.in(GUILD).by(ADA).command("nothing").build();
        assertEquals(404, gateway.post(gateway.write(newer)).status());
    }

    @Test
    void answersNobodyWithoutItsKey() throws Exception {
        var body = gateway.write(count(1).build());
        assertEquals(401, post(body, "gateway", "wrong"));
        assertEquals(401, post(body, "gateway", ""));
        var other = new Caller(service, "roles", "economy", HoldfastServers.SECRET);
        assertEquals(401, other.post(body).status());
        assertEquals(0, counted());
    }

    @Test
    void namesWhatIsWrongWithABody() throws Exception {
        var body = gateway.write(count(1).build());
        malformed("not JSON", "{");
        malformed("Unknown field 'extra'", body.replaceFirst("\\{", "{\"extra\":1,"));
        malformed("'locale' is missing", body.replace(",\"locale\":\"en-US\"", ""));
        malformed("number", body.replace(",\"number\":1", ""));
        malformed(
                "operation",
                body.replaceFirst("\"operation\":\"[0-9]+\"", "\"operation\":\"seven\""));
        malformed("Unknown field", body.replace("\"number\":1", "\"number\":1,\"size\":2"));
        assertEquals(0, counted());
    }

    /** A past fault: these were answered 500. */
    @Test
    void namesTheFieldThatIsMissingOrNullWhereverItLies() throws Exception {
        var body = gateway.write(count(1).build());
        malformed("'guild' is missing", body.replaceFirst("\"guild\":\"51\",", ""));
        malformed("'member.name'", body.replaceFirst("\"name\":\"[^\"]*\"", "\"name\":null"));
        malformed("'options.by'", body.replaceFirst("\"by\":\\{[^}]*}", "\"by\":null"));
        malformed("'member.roles", body.replace("\"roles\":[]", "\"roles\":[null]"));
        malformed("'locale'", body.replace("en-US", "en\\u0000US"));
        malformed("'options.by.number'", body.replace("\"number\":1", "\"number\":1.5"));
        for (var door : List.of("invocations", "settlements", "completions", "files", "events")) {
            for (var nothing : List.of("", "null", "\"\"", "{}", "[]", "[null]")) {
                var answer = gateway.post("/bot/" + door, nothing);
                assertEquals(400, answer.status(), door + " " + nothing + answer.body());
            }
        }
        assertEquals(0, counted());
    }

    @Test
    void saysThatAButtonIsStaleWhereTheCommandDoesNotUnderstandIt() throws Exception {
        refused("earlier version", Asking.in(GUILD).by(ADA).command("stumble").button(ADA, "?"));
    }

    @Test
    void refusesAKeyThatIsReusedOrExpired() throws Exception {
        var key = Asking.freshKey();
        gateway.post(count(1).key(key).build());
        problem(422, "key-reused", count(2).key(key));
        problem(422, "key-expired", count(2).key(OperationKey.of("41771983423143937")));
        assertEquals(1, counted());
    }

    @Test
    void answersProblemsForWhatIsNotThere() throws Exception {
        var answer = gateway.get("/bot/nothing");
        assertEquals(404, answer.status());
        assertTrue(answer.body().contains("urn:holdfast:problem:not-found"), answer.body());
    }

    @Test
    void publishesItsCommandsTablesAndChecks() throws Exception {
        assertTrue(gateway.get("/bot/manifest").body().contains("\"path\":\"count\""));
        assertTrue(gateway.get("/bot/data").body().contains("\"table\":\"tally\""));
        assertEquals(200, gateway.get("/bot/checks?fresh=true").status());
    }

    @Test
    void isAliveStartedAndReady() throws Exception {
        for (var probe : new String[] {"live", "ready", "started"}) {
            var answer = gateway.get("/q/health/" + probe);
            assertEquals(200, answer.status(), answer.body());
        }
        var metrics = gateway.get("/q/metrics").body();
        assertTrue(metrics.contains("holdfast_database_connections_active"), metrics);
    }

    private static Asking count(long by) {
        return Asking.in(GUILD).by(ADA).command("count").option("by", new OptionValue.Whole(by));
    }

    private void refused(String part, Asking asking) throws IOException, InterruptedException {
        var answer = gateway.post(asking.build());
        assertEquals(200, answer.status(), answer.body());
        var reply = gateway.reply(answer);
        assertTrue(
                reply instanceof Reply.Refusal refusal && refusal.text().contains(part),
                () -> part + " / " + reply);
    }

    private void malformed(String part, String body) throws IOException, InterruptedException {
        var answer = gateway.post(body);
        assertEquals(400, answer.status(), answer.body());
        assertTrue(answer.body().contains(part), () -> part + " / " + answer.body());
    }

    private void problem(int status, String type, Asking asking)
            throws IOException, InterruptedException {
        var answer = gateway.post(asking.build());
        assertEquals(status, answer.status(), answer.body());
        assertTrue(answer.body().contains("urn:holdfast:problem:" + type), answer.body());
    }

    private int post(String body, String caller, String key)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(service.resolve("/bot/invocations"))
                        .header("Content-Type", "application/json")
                        .header("Holdfast-Caller", caller)
                        .header("Authorization", "Bearer " + key)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        }
    }

    private long counted() {
        return admin.count("select coalesce(sum(total), 0)::bigint from tally where guild_id = 51");
    }
}
