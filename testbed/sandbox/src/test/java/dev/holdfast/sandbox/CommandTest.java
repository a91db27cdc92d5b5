package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class CommandTest extends SandboxTest {
    private String commands;

    @BeforeEach
    void empty() {
        commands = "/applications/" + client.application() + "/commands";
        client.register(Json.array());
    }

    @Test
    void aCommandKeepsItsIdAcrossChanges() {
        var created = client.rest("POST", commands, json("{'name':'ping','description':'one'}"));
        assertEquals(201, created.status());
        var again = client.rest("POST", commands, json("{'name':'ping','description':'two'}"));
        assertEquals(200, again.status());
        assertEquals(created.body().path("id"), again.body().path("id"));
        assertNotEquals(created.body().path("version"), again.body().path("version"));
        var replaced =
                client.register(
                        json(
                                "[{'name':'ping','description':'two'},{'name':'pong','description':'x'}]"));
        assertEquals(created.body().path("id"), replaced.get(0).path("id"));
        assertEquals(again.body().path("version"), replaced.get(0).path("version"));
        var path = commands + "/" + created.body().path("id").asText();
        assertEquals(
                "three",
                client.rest("PATCH", path, json("{'description':'three'}"))
                        .body()
                        .path("description")
                        .asText());
        assertEquals(204, client.rest("DELETE", path, null).status());
        assertEquals(10063, client.get(path).code());
        assertEquals(1, client.get(commands).body().size());
    }

    @Test
    void guildCommandsStandApartFromGlobalOnes() {
        var inGuild =
                "/applications/"
                        + client.application()
                        + "/guilds/"
                        + client.guildId()
                        + "/commands";
        client.rest("PUT", inGuild, json("[{'name':'ping','description':'here'}]"));
        assertEquals(0, client.get(commands).body().size());
        assertEquals(client.guildId(), client.get(inGuild).body().get(0).path("guild_id").asText());
        client.rest("PUT", inGuild, Json.array());
        assertEquals(0, client.get(inGuild).body().size());
        assertEquals(10002, client.get("/applications/1/commands").code());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':'Ping','description':'x'}|name",
                "{'name':'two words','description':'x'}|name",
                "{'name':'ping'}|description",
                "{'name':'ping','description':'x','options':[{'type':3,'name':'a','description':'x'},{'type':3,'name':'b','description':'x','required':true}]}|options.1",
                "{'name':'ping','description':'x','options':[{'type':3,'name':'a','description':'x'},{'type':3,'name':'a','description':'x'}]}|options.1",
                "{'name':'ping','description':'x','options':[{'type':1,'name':'a','description':'x'},{'type':3,'name':'b','description':'x'}]}|options",
                "{'name':'ping','description':'x','options':[{'type':99,'name':'a','description':'x'}]}|options.0.type",
                "{'name':'ping','description':'x','options':[{'type':4,'name':'a','description':'x','choices':[{'name':'n','value':'text'}]}]}|options.0.choices.0.value",
                "{'name':'ping','description':'x','options':[{'type':3,'name':'a','description':'x','autocomplete':true,'choices':[{'name':'n','value':'v'}]}]}|options.0.choices",
                "{'name':'ping','description':'x','default_member_permissions':'many'}|default_member_permissions",
                "{'name':'Look','type':2,'description':'x'}|description",
            })
    void aWrongDeclarationSaysWhere(String body, String path) {
        var refused = client.rest("POST", commands, json(body));
        assertEquals(50035, refused.code());
        var errors = refused.body().path("errors").at("/" + path.replace('.', '/'));
        assertTrue(errors.has("_errors"), () -> refused.body().toString());
        assertEquals(0, client.get(commands).body().size());
    }

    @Test
    void thereAreAtMostAHundred() {
        var many = Json.array();
        IntStream.range(0, 101)
                .forEach(number ->
                        many.addObject().put("name", "c" + number).put("description", "x"));
        var refused = client.rest("PUT", commands, many);
        assertEquals(30032, refused.code());
        many.remove(0);
        assertEquals(100, client.register(many).size());
        assertEquals(
                50035,
                client.rest(
                                "PUT",
                                commands,
                                json(
                                        "[{'name':'a','description':'x'},{'name':'a','description':'x'}]"))
                        .code());
    }

    @Test
    void aCommandIsAtMost8000CharactersLong() {
        var option = "{'type':3,'name':'o%d','description':'%s'}";
        var options =
                IntStream.range(0, 25)
                        .mapToObj(number -> option.formatted(number, "x".repeat(100)))
                        .toList();
        var group = "{'type':1,'name':'g%d','description':'x','options':[%s]}";
        var groups =
                IntStream.range(0, 4)
                        .mapToObj(number -> group.formatted(number, String.join(",", options)))
                        .toList();
        var body =
                "{'name':'long','description':'x','options':[%s]}"
                        .formatted(String.join(",", groups));
        assertEquals(50035, client.rest("POST", commands, json(body)).code());
    }
}
