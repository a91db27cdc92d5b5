package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a dashboard does: people authorize it, and it asks Discord in their name. */
@QuarkusTest
class OauthTest extends SandboxTest {
    private static final String BACK = "http://127.0.0.1:9/back?page=1";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private final HttpClient http = HttpClient.newHttpClient();
    private JsonNode bot;

    @BeforeEach
    void register() {
        bot = client.send("GET", "/sandbox/bots", null).body().path("bots").get(0);
        var uris = Json.object();
        uris.putArray("redirect_uris").add(BACK);
        assertEquals(200, client.rest("PATCH", "/applications/@me", uris).status());
    }

    private static String form(String... pairs) {
        return Arrays.stream(pairs)
                .map(pair -> pair.split("=", 2))
                .map(pair -> pair[0] + "=" + URLEncoder.encode(pair[1], StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpResponse<String> posted(String path, String body) throws Exception {
        var request =
                HttpRequest.newBuilder(root.resolve(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String page(String scope, String... more) {
        return "/oauth2/authorize?response_type=code&"
                + form(
                        "client_id=" + client.application(),
                        "redirect_uri=" + BACK,
                        "scope=" + scope,
                        "state=s p")
                + (more.length == 0 ? "" : "&" + form(more));
    }

    private String code(String person, String scope, String... more) throws Exception {
        var choice = form("user_id=" + client.user(person), "decision=authorize");
        var back = posted(page(scope, more), choice);
        assertEquals(302, back.statusCode(), back::body);
        var location = back.headers().firstValue("location").orElse("");
        assertTrue(location.startsWith(BACK + "&code="), location);
        assertTrue(location.endsWith("&state=s+p"), location);
        return location.replaceAll(".*&code=([^&]*)&.*", "$1");
    }

    private JsonNode token(String... more) throws Exception {
        var body =
                form("client_id=" + client.application(), "client_secret=" + secret())
                        + "&"
                        + form(more);
        return json(posted("/api/oauth2/token", body).body());
    }

    private String secret() {
        return bot.path("client_secret").asText();
    }

    private JsonNode exchanged(String person, String scope) throws Exception {
        var code = code(person, scope);
        return token("grant_type=authorization_code", "code=" + code, "redirect_uri=" + BACK);
    }

    private Client.Answer as(JsonNode token, String method, String path, String body) {
        var header = "Bearer " + token.path("access_token").asText();
        var sent = body.isEmpty() ? null : json(body);
        return client.send(method, "/api/v10" + path, sent, "Authorization", header);
    }

    @Test
    void aPersonIsAskedAndThePageSaysForWhat() throws IOException, InterruptedException {
        var uri = URI.create(root + page("identify guilds").substring(1));
        var shown =
                http.send(
                        HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(200, shown.statusCode());
        assertTrue(shown.body().contains("Know what servers you are in"), shown.body());
        assertTrue(shown.body().contains(">Ada</option>"), shown.body());
    }

    @Test
    void aDashboardLearnsWhoItIsAndInWhichGuilds() throws Exception {
        var token =
                exchanged("ada", "identify email guilds guilds.members.read connections openid");
        assertEquals("Bearer", token.path("token_type").asText());
        assertEquals(604_800, token.path("expires_in").asInt());
        var me = as(token, "GET", "/users/@me", "").body();
        assertEquals("ada", me.path("username").asText());
        assertEquals("ada@a.test", me.path("email").asText());
        var guilds = as(token, "GET", "/users/@me/guilds", "").body();
        assertEquals(client.guildId(), guilds.get(0).path("id").asText());
        var member = "/users/@me/guilds/" + client.guildId() + "/member";
        assertEquals(
                client.user("ada"), as(token, "GET", member, "").body().at("/user/id").asText());
        assertEquals(0, as(token, "GET", "/users/@me/connections", "").body().size());
        var about = as(token, "GET", "/oauth2/@me", "").body();
        assertEquals(client.user("ada"), about.at("/user/id").asText());
        assertEquals(6, about.path("scopes").size());
        var info = as(token, "GET", "/oauth2/userinfo", "").body();
        assertEquals(client.user("ada"), info.path("sub").asText());
        assertEquals(401, as(token, "GET", "/gateway/bot", "").status());
    }

    @Test
    void aTokenMayOnlyWhatItsScopesSay() throws Exception {
        var token = exchanged("ben", "identify");
        assertEquals(50026, as(token, "GET", "/users/@me/guilds", "").code());
        assertTrue(as(token, "GET", "/users/@me", "").body().path("email").isMissingNode());
        assertEquals(401, as(Json.object(), "GET", "/users/@me", "").status());
    }

    @Test
    void aCodeIsGoodOnceAndForAMinute() throws Exception {
        var code = code("ada", "identify");
        var grant = "grant_type=authorization_code";
        var good = token(grant, "code=" + code, "redirect_uri=" + BACK);
        assertTrue(good.has("access_token"), good::toString);
        var again = token(grant, "code=" + code, "redirect_uri=" + BACK);
        assertEquals("invalid_grant", again.path("error").asText());
        var late = code("ada", "identify");
        clock.advance(Duration.ofSeconds(61));
        var refused = token(grant, "code=" + late, "redirect_uri=" + BACK);
        assertEquals("invalid_grant", refused.path("error").asText());
        var elsewhere = code("ada", "identify");
        var wrong = token(grant, "code=" + elsewhere, "redirect_uri=http://evil.test");
        assertEquals("invalid_grant", wrong.path("error").asText());
    }

    @Test
    void whoExchangesACodeKnowsItsVerifier() throws Exception {
        var pkce = new String[] {"code_challenge=" + CHALLENGE, "code_challenge_method=S256"};
        var grant = "grant_type=authorization_code";
        var back = "redirect_uri=" + BACK;
        var wrong = token(grant, "code=" + code("ada", "identify", pkce), back, "code_verifier=x");
        assertEquals("invalid_grant", wrong.path("error").asText());
        var code = "code=" + code("ada", "identify", pkce);
        assertTrue(token(grant, code, back, "code_verifier=" + VERIFIER).has("access_token"));
    }

    @Test
    void aTokenIsRefreshedAndRevoked() throws Exception {
        var first = exchanged("ada", "identify");
        var asked = "refresh_token=" + first.path("refresh_token").asText();
        var second = token("grant_type=refresh_token", asked);
        assertEquals(401, as(first, "GET", "/users/@me", "").status());
        assertEquals(200, as(second, "GET", "/users/@me", "").status());
        assertEquals(
                "invalid_grant", token("grant_type=refresh_token", asked).path("error").asText());
        var revoked =
                form(
                        "client_id=" + client.application(),
                        "client_secret=" + secret(),
                        "token=" + second.path("access_token").asText());
        assertEquals(200, posted("/api/oauth2/token/revoke", revoked).statusCode());
        assertEquals(401, as(second, "GET", "/users/@me", "").status());
        var third = exchanged("ada", "identify");
        clock.advance(Duration.ofDays(8));
        assertEquals(401, as(third, "GET", "/users/@me", "").status());
        var owner = token("grant_type=client_credentials", "scope=identify");
        assertEquals("marina", as(owner, "GET", "/users/@me", "").body().path("username").asText());
        var stranger = form("client_id=" + client.application(), "client_secret=no");
        assertEquals(401, posted("/api/oauth2/token", stranger).statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_id=1&scope=identify&response_type=code",
                "client_id=%s&scope=identify&response_type=code&redirect_uri=http%%3A%%2F%%2Fevil.test",
                "client_id=%s&scope=everything&response_type=code",
                "client_id=%s&scope=identify",
                "client_id=%s&scope=identify&response_type=token",
            })
    void aWrongRequestIsNeverSentBack(String query) throws Exception {
        var path = "/oauth2/authorize?" + query.formatted(client.application());
        var choice = form("user_id=" + client.user("ada"), "decision=authorize");
        assertEquals(400, posted(path, choice).statusCode());
    }

    @Test
    void anotherSiteLeadsAPersonHereButDecidesNothing() {
        var path = page("identify");
        var site = new String[] {"Sec-Fetch-Site", "cross-site"};
        assertEquals(200, client.send("GET", path, null, site).status());
        assertEquals(403, client.send("POST", path, Json.object(), site).status());
        var foreign = client.send("POST", path, Json.object(), "Origin", "http://evil.test");
        assertEquals(403, foreign.status());
    }

    @Test
    void whoDeniesIsSentBackWithoutACode() throws Exception {
        var back = posted(page("identify"), "decision=cancel");
        var location = back.headers().firstValue("location").orElse("");
        assertTrue(location.contains("error=access_denied"), location);
    }

    @Test
    void whoManagesAGuildAddsABot() throws Exception {
        var order = Json.object().put("name", "Pelican");
        var added = client.send("POST", "/sandbox/bots", order).body();
        var path =
                "/oauth2/authorize?scope=bot&permissions=2048&client_id="
                        + added.path("client_id").asText();
        var guild = "&guild_id=" + client.guildId() + "&decision=authorize";
        assertEquals(400, posted(path, "user_id=" + client.user("ada") + guild).statusCode());
        assertEquals(200, posted(path, "user_id=" + client.user("marina") + guild).statusCode());
        var header = "Bot " + added.path("token").asText();
        var both = page("bot identify") + "&guild_id=" + client.guildId();
        var choice = "user_id=" + client.user("marina") + "&decision=authorize";
        var back = posted(both, choice).headers().firstValue("location").orElse("");
        assertTrue(back.contains("&guild_id=" + client.guildId()), back);
        var mine = client.send("GET", "/api/v10/users/@me/guilds", null, "Authorization", header);
        assertEquals(client.guildId(), mine.body().get(0).path("id").asText());
    }

    @Test
    void linkedRolesHaveRecordsAndValues() throws Exception {
        var metadata = "/applications/" + client.application() + "/role-connections/metadata";
        var records = json("[{'type':2,'key':'coins','name':'Coins','description':'at least'}]");
        assertEquals(1, client.rest("PUT", metadata, records).body().size());
        assertEquals("coins", client.get(metadata).body().get(0).path("key").asText());
        assertEquals(50035, client.rest("PUT", metadata, json("[{'type':9}]")).code());
        var token = exchanged("ada", "role_connections.write");
        var own = "/users/@me/applications/" + client.application() + "/role-connection";
        var said = "{'platform_name':'Holdfast','metadata':{'coins':'12'}}";
        assertEquals("12", as(token, "PUT", own, said).body().at("/metadata/coins").asText());
        assertEquals("Holdfast", as(token, "GET", own, "").body().path("platform_name").asText());
        assertEquals(50035, as(token, "PUT", own, "{'metadata':{'shells':'1'}}").code());
        assertEquals(204, as(token, "DELETE", own, "").status());
    }

    @Test
    void whoMayUseACommandIsSetByAPersonWhoManagesTheGuild() throws Exception {
        var commands = client.register(json("[{'name':'haul','description':'x'}]"));
        var id = commands.get(0).path("id").asText();
        var scope = "/applications/" + client.application() + "/guilds/" + client.guildId();
        var path = scope + "/commands/" + id + "/permissions";
        assertEquals(10066, client.get(path).code());
        var denied = "{'permissions':[{'id':'%s','type':2,'permission':false}]}";
        var order = denied.formatted(client.user("ada"));
        var permission = "applications.commands.permissions.update";
        assertEquals(401, client.rest("PUT", path, json(order)).status());
        assertEquals(50013, as(exchanged("ada", permission), "PUT", path, order).code());
        assertEquals(200, as(exchanged("marina", permission), "PUT", path, order).status());
        assertEquals(id, client.get(path).body().path("id").asText());
        var all = client.get(scope + "/commands/permissions").body();
        assertEquals(1, all.size());
        assertEquals(409, client.act(client.command("haul", "ada")).status());
        assertEquals(200, client.act(client.command("haul", "ben")).status());
        var open = "{'permissions':[]}";
        as(exchanged("marina", permission), "PUT", path, open);
        clock.advance(Duration.ofSeconds(5));
    }

    @Test
    void aPersonIsBroughtToAGuildWithTheirToken() throws Exception {
        var order = Json.object().put("name", "Bay");
        order.putArray("applicationIds").add(client.application());
        var guild = client.send("POST", "/sandbox/guilds", order).body().path("id").asText();
        var token = exchanged("ben", "guilds.join");
        var path = "/guilds/" + guild + "/members/" + client.user("ben");
        var body = Json.object().put("access_token", token.path("access_token").asText());
        assertEquals(201, client.rest("PUT", path, body).status());
        assertEquals(204, client.rest("PUT", path, body).status());
        var other = "/guilds/" + guild + "/members/" + client.user("ada");
        assertEquals(50025, client.rest("PUT", other, body).code());
    }

    @Test
    void aBotChangesItselfAndItsApplication() {
        var renamed = client.rest("PATCH", "/users/@me", json("{'username':'Bollard'}")).body();
        assertEquals("Bollard", renamed.path("username").asText());
        client.rest("PATCH", "/users/@me", json("{'username':'Holdfast'}"));
        var changed =
                client.rest("PATCH", "/applications/@me", json("{'description':'d','tags':['a']}"));
        assertEquals("d", changed.body().path("description").asText());
        var application = "/applications/" + client.application();
        assertEquals("d", client.get(application).body().path("description").asText());
        assertTrue(client.get("/voice/regions").body().get(0).path("optimal").asBoolean());
        assertEquals(10002, client.get("/applications/1").code());
    }
}
