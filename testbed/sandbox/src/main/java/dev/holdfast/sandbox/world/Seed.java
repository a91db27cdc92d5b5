package dev.holdfast.sandbox.world;

import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.SandboxSettings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first guilds: in each an owner, a moderator, two members, two bots, a few channels and roles.
 */
@Singleton
public class Seed {
    private static final int GREEN = 0x2ECC71;
    private static final int BLUE = 0x3498DB;
    private static final int GOLD = 0xF1C40F;

    private static final int SHARD_SHIFT = 22;

    private final World world;
    private final BotToken token;
    private final SandboxSettings settings;
    private final SecureRandom random = new SecureRandom();

    Seed(World world, BotToken token, SandboxSettings settings) {
        this.world = world;
        this.token = token;
        this.settings = settings;
    }

    private record People(User marina, User milo, User ada, User ben, User holdfast, User gull) {}

    /**
     * Fills an empty world; one that holds a guild stays as it is, but for what an earlier sandbox
     * did not know.
     */
    public void plant() {
        world.change(() -> {
            if (world.guilds.all().isEmpty()) plantHarbours();
            if (world.applications.find(token.botId()).isEmpty()) adopt();
            settings.redirectUris().ifPresent(this::register);
            tellLauncher(world.guilds.all().iterator().next());
        });
    }

    /** Whoever starts the bot learns here which guild is its operators'. */
    private void tellLauncher(Guild first) {
        var file = settings.data().resolve("guild");
        var partial = file.resolveSibling("guild.partial");
        try {
            Files.createDirectories(settings.data());
            Files.writeString(partial, first.id() + "\n" + first.ownerId() + "\n");
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void register(List<String> redirectUris) {
        var application = world.applications.find(token.botId()).orElseThrow();
        var changed = application.settings().deepCopy();
        var uris = changed.putArray("redirect_uris");
        redirectUris.forEach(uris::add);
        if (!changed.equals(application.settings())) {
            world.applications.put(application.with(changed));
        }
    }

    /** Everything that names no application is the first one's. */
    private void adopt() {
        var owner = world.guilds.all().iterator().next().ownerId();
        var own = token.botId();
        world.applications.put(
                new Application(
                        own, "Holdfast", owner, null, BotToken.secret(), Json.object(), null));
        for (var role : List.copyOf(world.roles.all())) {
            if (role.everyone()) world.roles.put(role.also(Permission.MEMBER));
            if (own.equals(role.botId())) world.roles.put(role.also(holdfastPermissions()));
        }
        for (var command : List.copyOf(world.commands.all())) world.commands.put(command.of(own));
        for (var interaction : List.copyOf(world.interactions.all())) {
            world.interactions.put(interaction.of(own));
        }
    }

    private void plantHarbours() {
        var people =
                new People(
                        person("marina", "Marina", 2_100),
                        person("milo", "Milo", 1_500),
                        person("ada", "Ada", 900),
                        person("ben", "Ben", 400),
                        world.users.put(new User(token.botId(), "Holdfast", "Holdfast", true)),
                        world.users.put(new User(id(700), "Gull", "Gull", true)));
        for (var shard = 0; shard < settings.guilds(); shard++) {
            var name = shard == 0 ? "Holdfast Harbour" : "Holdfast Harbour " + (shard + 1);
            plantHarbour(guildId(shard), name, people);
        }
    }

    /** A new id that belongs on that shard of as many as there are guilds. */
    private Snowflake guildId(int shard) {
        var id = id(800);
        while (Long.remainderUnsigned(id.value() >>> SHARD_SHIFT, settings.guilds()) != shard) {
            id = id(800);
        }
        return id;
    }

    private void plantHarbour(Snowflake guildId, String name, People people) {
        var general = id(799);
        var holdfast = people.holdfast();
        world.guilds.put(new Guild(guildId, name, people.marina().id(), "en-US", general, null));
        role(guildId, guildId, "@everyone", Permission.MEMBER, 0, 0, false, null);
        var keeper = role(guildId, id(790), "Lightkeeper", 0, 1, GOLD, true, null);
        var bot =
                role(
                        guildId,
                        id(789),
                        "Holdfast",
                        holdfastPermissions(),
                        3,
                        BLUE,
                        false,
                        holdfast.id());
        var gullRole = role(guildId, id(700), "Gull", 0, 2, 0, false, people.gull().id());
        var moderator =
                role(guildId, id(795), "Moderator", Permission.MODERATOR, 4, GREEN, true, null);

        channels(guildId, general, moderator.id(), bot.id());
        join(guildId, people.marina(), List.of(), 799);
        join(guildId, people.milo(), List.of(moderator.id()), 780);
        join(guildId, people.ada(), List.of(keeper.id()), 500);
        join(guildId, people.ben(), List.of(), 300);
        join(guildId, holdfast, List.of(bot.id()), 200);
        join(guildId, people.gull(), List.of(gullRole.id()), 199);
    }

    private void channels(
            Snowflake guildId, Snowflake general, Snowflake moderator, Snowflake bot) {
        var text = category(guildId, id(798), "Harbour", 0);
        var voice = category(guildId, id(797), "Voice", 1);
        channel(
                guildId,
                general,
                Channel.TEXT,
                "general",
                "The quay: everyone passes by here.",
                0,
                text,
                List.of());
        channel(
                guildId,
                id(796),
                Channel.TEXT,
                "bank",
                "Coins come and coins go.",
                1,
                text,
                List.of());
        channel(guildId, id(796), Channel.TEXT, "games", "Play fair.", 2, text, List.of());
        var closed =
                List.of(
                        new Overwrite(guildId, false, 0, Permission.VIEW_CHANNEL),
                        new Overwrite(moderator, false, Permission.VIEW_CHANNEL, 0),
                        new Overwrite(bot, false, Permission.VIEW_CHANNEL, 0));
        channel(
                guildId,
                id(794),
                Channel.TEXT,
                "moderators",
                "For moderators only.",
                3,
                text,
                closed);
        channel(guildId, id(793), Channel.VOICE, "Lounge", null, 0, voice, List.of());
    }

    private static long holdfastPermissions() {
        return Permission.MEMBER | Permission.MODERATOR | Permission.CARETAKER;
    }

    /** A new id that looks as old as the thing is said to be. */
    private Snowflake id(int daysOld) {
        var first = Snowflake.at(world.now().minus(Duration.ofDays(daysOld)));
        return new Snowflake(first.value() + random.nextLong(1L << 40));
    }

    private User person(String username, String displayName, int daysOld) {
        return world.users.put(new User(id(daysOld), username, displayName, false));
    }

    private Role role(
            Snowflake guildId,
            Snowflake id,
            String name,
            long permissions,
            int position,
            int color,
            boolean hoist,
            @Nullable Snowflake botId) {
        return world.roles.put(
                new Role(id, guildId, name, permissions, position, color, hoist, false, botId));
    }

    private Snowflake category(Snowflake guildId, Snowflake id, String name, int position) {
        world.channels.put(
                new Channel(
                        id,
                        Channel.CATEGORY,
                        guildId,
                        name,
                        null,
                        position,
                        null,
                        List.of(),
                        List.of(),
                        null));
        return id;
    }

    private void channel(
            Snowflake guildId,
            Snowflake id,
            int type,
            String name,
            @Nullable String topic,
            int position,
            Snowflake parentId,
            List<Overwrite> overwrites) {
        world.channels.put(
                new Channel(
                        id,
                        type,
                        guildId,
                        name,
                        topic,
                        position,
                        parentId,
                        overwrites,
                        List.of(),
                        null));
    }

    private void join(Snowflake guildId, User user, List<Snowflake> roles, int daysAgo) {
        var joinedAt = world.now().minus(Duration.ofDays(daysAgo));
        world.members.put(Member.joined(guildId, user.id(), roles, joinedAt));
    }
}
