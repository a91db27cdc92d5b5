package dev.holdfast.kit.sheet;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.database.SettingsFallback;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.probe.ProbeSettings;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Member;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.Select;
import dev.holdfast.kit.protocol.SettingChange;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of every kind, from what an admin does to what is stored and said. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class SettingsTest {

    private static final UserId CAT = new UserId(3);
    private static final UserId BEN = new UserId(2);
    private static final AtomicLong NEXT = new AtomicLong(910_000_000_000_000_000L);
    private static final String TOLD =
            "select count(*) from timer where guild_id = %s and payload like '%%no longer fit%%'";

    @Inject Commands commands;
    @Inject UnitsOfWork work;
    @Inject FallbackNotice notice;

    @TestHTTPResource("/")
    URI service;

    private final Admin admin = new Admin("probe");
    private final GuildId guild = new GuildId(NEXT.incrementAndGet());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    word: land ho | Word: \u2068ahoy\u2069 → **\u2068land ho\u2069**
                    badge: <:coin:123456789012345678> | Badge: ⚓ → **<:coin:123456789012345678>**
                    limit: 1k | Limit: 5 → **1,000**
                    limit= ١٠٠ | Limit: 5 → **100**
                    pause: 1h 30m | Pause: 1h → **1h 30m**
                    mood: wild | Mood: Very calm → **Wild**
                    loud: yes | Loud: No → **Yes**
                    port: <#42> | Port: none → **<#42>**
                    pilot: <@&43> | Pilot: none → **<@&43>**
                    zone: berlin | Time zone: UTC → **Europe/Berlin**
                    zone: america/new york | Time zone: UTC → **America/New\\_York**
                    LIMIT: 7 word: hey | Limit: 5 → **7**
                    """)
    void takesEachKind(String change, String said) {
        var reply = words(ask(settings().text("change", change)));
        assertTrue(reply.startsWith("Settings saved"), reply);
        assertTrue(reply.contains(said), reply);
        assertEquals(1, count("audit"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    limit: 1001 | “Limit” must be between 0 and 1,000.
                    limit: -1 | “Limit” must be between 0 and 1,000.
                    limit: many | I couldn’t read “\u2068many\u2069” as a number. Write it like 25, 1,000, 10k or 1.5m.
                    limit: all | “\u2068all\u2069” won’t do here. Write a number, like 25, 1,000 or 10k.
                    pause: soon | I couldn’t read “\u2068soon\u2069” as a length of time. Write it like 30m, 20h, 1h 30m or 2d.
                    pause: 8d | “Pause” must be between 1m and 7d.
                    mood: sad | “Mood” must be one of: very-calm, wild.
                    loud: maybe | “Loud” must be yes or no.
                    port: general | “Port” needs a channel of this server, like #general.
                    port: 99999999999999999999 | “Port” needs a channel of this server, like #general.
                    port: 13 | Port 13 is closed.
                    pilot: <#5> | “Pilot” needs a role of this server, like @Helper.
                    language: klingon | “Language” must be one of: English.
                    zone: Atlantis | I can’t tell which time zone “\u2068Atlantis\u2069” is. Write a city, like Berlin, or a name like Europe/Berlin.
                    word: https://a.b | “Word” can’t have links, mentions or hidden characters in it.
                    word: [x](y) | “Word” can’t have links, mentions or hidden characters in it.
                    word: @everyone | “Word” can’t have links, mentions or hidden characters in it.
                    word: a\u202Eb | “Word” can’t have links, mentions or hidden characters in it.
                    word: aaaaaaaaaaaaaaaaaaaaa | “Word” needs 1 to 20 characters.
                    word:\u3164 | “Word” needs something that people can see.
                    badge: ** | A badge is an emoji.
                    tide: 5 | I don’t know the setting “\u2068tide\\: 5\u2069”. Write its name, a colon and the value, like `n1: …`.
                    limit: 7 word: @here | “Word” can’t have links, mentions or hidden characters in it.
                    """)
    void refusesNonsenseInASentenceAndChangesNothing(String change, String sentence) {
        assertEquals(Reply.refuse(sentence), ask(settings().text("change", change)));
        assertEquals(0, count("setting"));
    }

    @Test
    void saysSoWhereItIsSetToThatAlready() {
        ask(settings().text("change", "limit: 7"));
        var reply = words(ask(settings().text("change", "limit: 7")));
        assertTrue(reply.startsWith("Nothing to change\nLimit: **7**"), reply);
        var language = words(ask(settings().text("change", "language: English")));
        assertTrue(language.startsWith("Nothing to change\nLanguage: **English**"), language);
    }

    @Test
    void isTheExampleOfTheContributorsGuide() throws IOException {
        var root = Path.of(System.getProperty("holdfast.root"));
        var source =
                Files.readString(
                        root.resolve(
                                "service-kit/src/test/java/dev/holdfast/kit/probe/ProbeSettings.java"));
        var example = source.substring(source.indexOf("/** A setting of each kind. */"));
        var shown = Files.readString(root.resolve("CONTRIBUTING.md"));
        assertTrue(shown.contains("```java\n" + example + "```"), "CONTRIBUTING.md differs");
    }

    @Test
    void pagesThroughSeventySettings() {
        var shown = content(ask(settings()));
        for (var page = 1; page <= 6; page++) {
            var words = shown.card().words();
            assertTrue(words.contains("Page %d of 6".formatted(page)), words);
            var buttons = shown.rows().getLast().size();
            assertEquals(page == 1 || page == 6 ? 1 : 2, buttons);
            if (page < 6) {
                shown = content(ask(settings().button(CAT, "page." + page)));
            }
        }
        var last = ((Select) shown.rows().getFirst().getFirst()).options();
        assertEquals("zone", last.getLast().value());
        assertEquals("UTC", last.getLast().description());
    }

    @Test
    void changesOneOfThemInAWindow() {
        var modal = assertInstanceOf(Reply.Modal.class, ask(picked("n42")));
        assertEquals("1", modal.inputs().getFirst().value());
        var changed = content(ask(settings().modal(CAT, modal.state(), Map.of("value", "1,000"))));
        assertTrue(changed.card().words().contains("Number 42: 1 → **1,000**"));
        assertTrue(words(ask(settings().button(CAT, "page.3"))).contains("Number 42: 1,000"));
        var stale = ask(settings().modal(CAT, "tide", Map.of("value", "1")));
        assertTrue(words(stale).contains("is no longer a setting. Run </probe settings>"));
    }

    @Test
    void picksFromAListWhatIsAListAndFromDiscordWhatIsDiscords() {
        var moods = content(ask(picked("mood")));
        assertEquals(2, ((Select) moods.rows().getFirst().getFirst()).options().size());
        assertTrue(
                words(ask(settings().select(CAT, "set.mood", "wild")))
                        .contains("Very calm → **Wild**"));
        var ports = content(ask(picked("port")));
        assertEquals(Select.Kind.CHANNEL, ((Select) ports.rows().getFirst().getFirst()).kind());
        var port = new OptionValue.Channel(new ChannelId(42), "bay");
        var used =
                new Invocation.Component(CAT, "set.port", List.of("42"), Map.of(), List.of(port));
        assertTrue(words(ask(used)).contains("none → **<#42>**"));
        assertEquals(2, content(ask(picked("port"))).rows().getLast().size(), "it can be emptied");
        assertTrue(words(ask(settings().button(CAT, "empty.port"))).contains("<#42> → **none**"));
    }

    @Test
    void offersWhatItFindsWhereATimeZoneIsUnclear() {
        var found = content(ask(settings().modal(CAT, "zone", Map.of("value", "indiana"))));
        var options = ((Select) found.rows().getFirst().getFirst()).options();
        assertTrue(options.size() > 3, options::toString);
        assertEquals(0, count("setting"));
        assertTrue(
                words(ask(settings().select(CAT, "set.zone", "America/Indiana/Knox")))
                        .contains("UTC → **America/Indiana/Knox**"));
    }

    @Test
    void completesNamesAndValues() {
        assertEquals(List.of(new OptionSpec.Choice("Limit: 5", "limit: 5")), complete("limi"));
        assertEquals(
                List.of(new OptionSpec.Choice("mood: Wild", "mood: wild")), complete("mood: wi"));
        assertEquals("zone: Europe/Berlin", complete("zone: berl").getFirst().value());
        assertTrue(complete("zone: europe").size() <= 25);
    }

    private List<OptionSpec.Choice> complete(String typed) {
        return commands.complete(
                new Completion(settings().text("change", typed).build(), "change"));
    }

    @Test
    void isForThoseWhoManageTheServer() {
        var other = Asking.in(guild).by(BEN).command("probe settings");
        assertTrue(words(ask(other)).contains("Manage Server"));
        assertTrue(words(ask(other.modal(BEN, "limit", Map.of("value", "1")))).contains("Manage"));
        assertEquals(0, count("setting"));
    }

    /** A stored value that is refused by now, and a bound that a later build tightened. */
    @Test
    void whatFitsNoMoreHasItsDefaultAndTheAdminsAreToldOnce() {
        plant("probe", "{\"word\": \"hey\", \"limit\": 5000, \"badge\": \"**\"}");
        for (var look = 0; look < 3; look++) {
            var now = work.read(guild, CAT, unit -> unit.settings(ProbeSettings.KEY));
            assertEquals("hey 5 ⚓", now.word() + " " + now.limit() + " " + now.badge());
        }
        await().atMost(10, SECONDS).until(() -> admin.count(TOLD.formatted(guild)) == 1);
        var text =
                admin.list(
                                "select payload from timer where guild_id = %s".formatted(guild),
                                String.class)
                        .getFirst();
        assertTrue(
                text.contains(
                        "**Limit** was \u20685000\u2069, now it’s \u20685\u2069. 0 to 1,000."),
                text);
        assertTrue(text.contains("**Badge** was"), text);
        assertTrue(text.contains("/probe settings"), text);
        // Another instance, or this one after a restart, finds the same and says nothing.
        var refused = Map.of("limit", "5000", "badge", "**");
        notice.tell(new SettingsFallback(guild, "probe", refused));
        plant("many", "{\"n1\": 5000}");
        ask(settings());
        await().atMost(10, SECONDS).until(() -> admin.count(TOLD.formatted(guild)) == 2);
        var repeats = "select sum(more) from alert where guild_id = %s".formatted(guild);
        assertEquals(0, admin.count(repeats), "it was told again");
    }

    /** As an earlier build stored it. */
    private void plant(String feature, String value) {
        admin.execute(
                "begin; set local app.operation = 'planted'; insert into setting (guild_id, feature, value, changed_at) values (%s, '%s', '%s', now()); commit"
                        .formatted(guild, feature, value));
    }

    @Test
    void ofTwoAdminsAtOnceTheLastOneCountsAndTheAuditHasBoth() throws Exception {
        var changes = new ArrayList<Callable<Reply>>();
        for (var number = 1; number <= 12; number++) {
            var sent = Map.of("value", Integer.toString(100 + number));
            var who = number % 2 == 0 ? BEN : CAT;
            var asking = settings().by(who).modal(who, "limit", sent);
            changes.add(() -> ask(asking));
        }
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : executor.invokeAll(changes, 30, SECONDS)) {
                assertInstanceOf(Reply.Update.class, done.get());
            }
        }
        assertEquals(12, count("audit"));
        var unbroken =
                """
                select count(*) from (
                    select detail->'from'->'limit' was,
                        lag(detail->'to'->'limit') over (order by audit_id) became
                    from audit where guild_id = %s) pairs
                where became is not null and was <> became
                """;
        assertEquals(0, admin.count(unbroken.formatted(guild)), "each began where one ended");
    }

    @Test
    void isReadAndChangedElsewhereByTheSameRules() throws Exception {
        var gateway = new Caller(service, "gateway", "probe", HoldfastServers.SECRET);
        var path = "/bot/settings/" + guild;
        assertTrue(gateway.get(path).body().contains("{\"key\":\"limit\",\"value\":\"5\"}"));
        var change = change(Permission.MANAGE_GUILD, "limit", "250");
        var changed = gateway.put(path, gateway.write(change));
        assertEquals(200, changed.status(), changed::body);
        assertTrue(changed.body().contains("{\"key\":\"limit\",\"value\":\"250\"}"));
        assertEquals(200, gateway.put(path, gateway.write(change)).status());
        assertEquals(1, count("audit"));
        refused(403, path, change(Permission.MANAGE_ROLES, "limit", "1"), "manage the server");
        refused(422, path, change(Permission.MANAGE_GUILD, "limit", "5000"), "between 0 and 1,000");
        refused(422, path, change(Permission.MANAGE_GUILD, "zone", "indiana"), "which time zone");
        refused(404, path, change(Permission.MANAGE_GUILD, "tide", "1"), "no such setting");
        refused(400, "/bot/settings/x", change(Permission.MANAGE_GUILD, "limit", "1"), "guild id");
        assertEquals(1, count("audit"));
        var manifest = gateway.get("/bot/manifest").body();
        assertTrue(
                manifest.contains(
                        "{\"key\":\"limit\",\"title\":\"Limit\",\"meaning\":\"How many it takes.\",\"kind\":\"NUMBER\",\"least\":\"0\",\"most\":\"1000\",\"defaultValue\":\"5\"}"),
                manifest);
    }

    private void refused(int status, String path, SettingChange change, String words)
            throws Exception {
        var gateway = new Caller(service, "gateway", "probe", HoldfastServers.SECRET);
        var answer = gateway.put(path, gateway.write(change));
        assertEquals(status, answer.status(), answer::body);
        assertTrue(answer.body().contains(words), answer::body);
    }

    private static SettingChange change(Permission held, String key, String value) {
        var member = new Member(CAT, "Cat", List.of(), Permissions.of(held));
        return new SettingChange(Asking.freshKey(), member, "en-US", key, value);
    }

    private Asking settings() {
        return Asking.in(guild).by(CAT).allowed(Permission.MANAGE_GUILD).command("probe settings");
    }

    private Asking picked(String key) {
        return settings().select(CAT, "pick.0", key);
    }

    private Reply ask(Asking asking) {
        return ask(asking.build());
    }

    private Reply ask(Invocation.Component used) {
        var bare = settings().build();
        return ask(
                new Invocation(
                        bare.operation(),
                        bare.guild(),
                        bare.channel(),
                        bare.member(),
                        bare.path(),
                        Map.of(),
                        used,
                        bare.locale()));
    }

    private Reply ask(Invocation invocation) {
        return assertInstanceOf(RequestOutcome.Done.class, commands.invoke(invocation)).reply();
    }

    private static Content content(Reply reply) {
        return switch (reply) {
            case Reply.Whisper(var content) -> content;
            case Reply.Update(var content) -> content;
            default -> throw new AssertionError(reply);
        };
    }

    private static String words(Reply reply) {
        return reply instanceof Reply.Refusal(var sentence, _)
                ? sentence
                : content(reply).card().words();
    }

    private long count(String table) {
        return admin.count("select count(*) from %s where guild_id = %s".formatted(table, guild));
    }
}
