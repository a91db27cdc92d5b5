package dev.holdfast.sandbox.world;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.SandboxSettings;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir Path folder;

    private World open(Path data, Map<String, String> more) {
        return world(settings(data, more));
    }

    private static World world(SandboxSettings settings) {
        var world = new World(settings, new Snowflakes(Clock.systemUTC()), Clock.systemUTC());
        world.restore();
        return world;
    }

    private static SandboxSettings settings(Path data, Map<String, String> more) {
        var config =
                new SmallRyeConfigBuilder()
                        .withMapping(SandboxSettings.class)
                        .withDefaultValue("sandbox.data", data.toString())
                        .withDefaultValue("sandbox.log-dir", data.toString());
        more.forEach(config::withDefaultValue);
        return config.build().getConfigMapping(SandboxSettings.class);
    }

    private World open(Path data) {
        return open(data, Map.of());
    }

    /** What a kill leaves behind: the files as they are at this moment. */
    private Path killed() throws IOException {
        var copy = Files.createTempDirectory(folder.getParent(), "killed");
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) Files.copy(file, copy.resolve(file.getFileName()));
        }
        return copy;
    }

    private static User user(World world, String name) {
        return world.change(() -> world.users.put(new User(world.nextId(), name, name, false)));
    }

    private static Message message(World world, Snowflake channel, String content) {
        return world.change(() ->
                world.messages.put(
                        new Message(
                                world.nextId(),
                                channel,
                                new Snowflake(1),
                                0,
                                MessageBody.text(content, Mentions.NONE),
                                null,
                                null,
                                null,
                                null,
                                List.of(),
                                null,
                                null,
                                null)));
    }

    @Test
    void everyChangeThatReturnedOutlivesAKill() throws IOException {
        var world = open(folder);
        var kept = user(world, "kept");
        var gone = user(world, "gone");
        var said = message(world, new Snowflake(7), "said");
        world.change(() -> world.users.remove(gone));
        var again = open(killed());
        assertEquals(List.of(kept), List.copyOf(again.users.all()));
        assertEquals(said, again.messages.find(new Snowflake(7), said.id()).orElseThrow());
        assertTrue(again.nextId().compareTo(said.id()) > 0);
    }

    @Test
    void aTornLastLineIsForgotten() throws IOException {
        var world = open(folder);
        var kept = user(world, "kept");
        var left = killed();
        Files.writeString(
                left.resolve("journal-1.jsonl"),
                "{\"table\":\"user\",\"put\":{\"id\":\"5",
                StandardOpenOption.APPEND);
        assertEquals(List.of(kept), List.copyOf(open(left).users.all()));
    }

    @Test
    void whatBotsBuildOutlivesAKillToo() throws IOException {
        var world = open(folder);
        var id = new Snowflake(7);
        var now = Instant.parse("2026-11-21T12:00:00Z");
        var settings = Json.object().put("topic", "x").put("nsfw", true);
        var rows =
                world.change(() -> {
                    world.guilds.put(new Guild(id, "g", id, "en-US", null, settings));
                    world.emojis.put(new Emoji(id, id, "e", false, id, List.of(id)));
                    world.webhooks.put(new Webhook(id, id, id, "w", null, "t", id, id));
                    world.invites.put(
                            new Invite("c", id, id, id, Duration.ofHours(1), 2, true, 1, now));
                    world.threadMembers.put(new ThreadMember(id, id, now));
                    world.grants.put(new OauthGrant("a", "r", id, id, List.of("identify"), now));
                    world.authorizationCodes.put(
                            new AuthorizationCode(
                                    "c", id, id, List.of("bot"), "u", null, true, now));
                    world.roleConnections.put(new RoleConnection(id, id, settings));
                    world.commandPermissions.put(
                            new CommandPermissions(id, id, id, Json.array().add(settings)));
                    world.applications.put(
                            new Application(
                                    id, "a", id, "t", "s", settings, Json.array().add("m")));
                    return everything(world);
                });
        assertEquals(10, rows.size());
        assertEquals(rows, everything(open(killed())));
    }

    private static List<Entity> everything(World world) {
        var all = new ArrayList<Entity>(world.guilds.all());
        all.addAll(world.emojis.all());
        all.addAll(world.webhooks.all());
        all.addAll(world.invites.all());
        all.addAll(world.threadMembers.all());
        all.addAll(world.grants.all());
        all.addAll(world.authorizationCodes.all());
        all.addAll(world.roleConnections.all());
        all.addAll(world.commandPermissions.all());
        all.addAll(world.applications.all());
        return all;
    }

    /** Written by the sandbox of November 2026, before there were applications and threads. */
    @Test
    void anEarlierSandboxsJournalIsReadAndItsBotKeepsWhatItHad() throws IOException {
        var bot = "1497679270211910307";
        try (var old = JournalTest.class.getResourceAsStream("/journal-of-0.1.jsonl")) {
            Files.copy(Objects.requireNonNull(old), folder.resolve("journal-1.jsonl"));
        }
        var text = Base64.getEncoder().withoutPadding().encodeToString(bot.getBytes(US_ASCII));
        var token = text + ".UdEfSQ." + "x".repeat(38);
        var more = Map.of("sandbox.token", token, "sandbox.redirect-uris", "http://a.test/back");
        var settings = settings(folder, more);
        var world = world(settings);
        new Seed(world, new BotToken(settings, Clock.systemUTC()), settings).plant();
        var own = Snowflake.of(bot);
        var application = world.applications.find(own).orElseThrow();
        assertEquals("Holdfast", application.name());
        var uris = application.settings().path("redirect_uris");
        assertEquals("http://a.test/back", uris.path(0).asText());
        assertTrue(
                world.commands.all().stream().allMatch(each -> own.equals(each.applicationId())));
        assertTrue(
                world.interactions.all().stream()
                        .allMatch(each -> own.equals(each.applicationId())));
        var guild = world.guilds.all().iterator().next();
        var bank =
                world.channelsOf(guild.id()).stream()
                        .filter(each -> each.name().equals("bank"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(2, world.messages.in(bank.id()).size());
        var role =
                world.rolesOf(guild.id()).stream()
                        .filter(each -> own.equals(each.botId()))
                        .findFirst()
                        .orElseThrow();
        assertTrue(Permission.has(role.permissions(), Permission.MANAGE_CHANNELS));
        assertEquals(application, open(killed()).applications.find(own).orElseThrow());
    }

    @Test
    void aDamagedLineInTheMiddleStopsTheStart() throws IOException {
        var world = open(folder);
        user(world, "kept");
        var left = killed();
        Files.writeString(
                left.resolve("journal-1.jsonl"),
                "nonsense\n{\"table\":\"user\",\"drop\":\"5\"}\n",
                StandardOpenOption.APPEND);
        assertThrows(UncheckedIOException.class, () -> open(left));
    }

    @Test
    void aLongJournalIsFoldedIntoASnapshot() throws IOException {
        var world = open(folder, Map.of("sandbox.compact-at", "2000"));
        for (var number = 0; number < 50; number++)
            message(world, new Snowflake(7), "number " + number);
        world.maintain();
        message(world, new Snowflake(7), "after");
        assertFalse(Files.exists(folder.resolve("journal-1.jsonl")));
        var again = open(killed());
        assertEquals(51, again.messages.in(new Snowflake(7)).size());
    }

    @Test
    void aChannelKeepsItsNewestMessages() {
        var world = open(folder, Map.of("sandbox.history", "10"));
        for (var number = 0; number < 25; number++)
            message(world, new Snowflake(7), "number " + number);
        assertEquals(10, world.messages.in(new Snowflake(7)).size());
        assertEquals(
                "number 24",
                world.messages.latest(new Snowflake(7), 1).getFirst().body().content());
    }

    @Test
    void aFolderBelongsToOneSandbox() {
        open(folder);
        assertThrows(IllegalStateException.class, () -> open(folder));
    }
}
