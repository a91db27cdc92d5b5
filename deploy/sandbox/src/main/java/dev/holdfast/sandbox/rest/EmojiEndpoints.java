package dev.holdfast.sandbox.rest;

import dev.holdfast.sandbox.chat.Emojis;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.form.Field;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.world.Emoji;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.List;

/** The emojis of a guild. */
@Singleton
class EmojiEndpoints implements Endpoints {
    private static final int MOST = 50;
    private static final int LARGEST = 256 * 1024;
    private static final String ALL = "/guilds/{guild}/emojis";
    private static final String ONE = ALL + "/{emoji}";

    private final World world;
    private final GuildShapes shapes;
    private final Emojis emojis;
    private final Pictures pictures;
    private final Authority authority;

    EmojiEndpoints(
            World world,
            GuildShapes shapes,
            Emojis emojis,
            Pictures pictures,
            Authority authority) {
        this.world = world;
        this.shapes = shapes;
        this.emojis = emojis;
        this.pictures = pictures;
        this.authority = authority;
    }

    @Override
    public void register(Routes routes) {
        routes.bot("GET", ALL, this::list);
        routes.bot("POST", ALL, this::create);
        routes.bot("GET", ONE, this::one);
        routes.bot("PATCH", ONE, this::change);
        routes.bot("DELETE", ONE, this::delete);
    }

    private Answer list(Call call) {
        return Answer.ok(
                world.change(() -> {
                    var guild = authority.in(call, 0);
                    return GuildShapes.list(world.emojisOf(guild.id()), shapes::emoji);
                }));
    }

    private Answer one(Call call) {
        return Answer.ok(world.change(() -> shapes.emoji(found(call, authority.in(call, 0)))));
    }

    private Emoji found(Call call, Guild guild) {
        return world.emojis
                .find(call.id("emoji"))
                .filter(emoji -> emoji.guildId().equals(guild.id()))
                .orElseThrow(() -> DiscordError.of(404, 10014, "Unknown Emoji"));
    }

    private static String name(Field form) {
        var name = form.get("name").requiredText(2, 32);
        if (!name.matches("\\w*")) {
            form.get("name")
                    .bad("STRING_TYPE_REGEX", "String value did not match validation regex.");
        }
        return name;
    }

    private static List<Snowflake> roles(Field form) {
        return form.get("roles").list(0, 250).stream()
                .flatMap(each -> each.snowflake().stream())
                .toList();
    }

    private Answer create(Call call) {
        var form = call.form();
        var name = name(form);
        var roles = roles(form);
        form.get("image").require();
        var image = pictures.read(form.get("image"));
        form.refuseErrors();
        var sent = image.orElseThrow();
        var created =
                world.change(() -> {
                    var guild = authority.in(call, Permission.CREATE_EXPRESSIONS);
                    if (sent.content().length() > LARGEST) {
                        form.get("image")
                                .bad(
                                        "BINARY_TYPE_MAX_SIZE",
                                        "File cannot be larger than 256.0 kb.");
                        form.refuseErrors();
                    }
                    if (world.emojisOf(guild.id()).size() >= MOST) {
                        throw DiscordError.tooMany(30008, "emojis", MOST);
                    }
                    var id = world.nextId();
                    pictures.keep(id.toString(), sent);
                    var animated = sent.animated();
                    var emoji = new Emoji(id, guild.id(), name, animated, call.user(), roles);
                    return shapes.emoji(emojis.create(emoji, call.by()));
                });
        return Answer.of(201, created);
    }

    /** Its own with the lesser permission. */
    private Emoji changeable(Call call) {
        var guild = authority.in(call, 0);
        var emoji = found(call, guild);
        var own = emoji.creatorId().equals(call.user());
        var held = authority.held(call, guild);
        if (!Permission.has(held, Permission.MANAGE_EXPRESSIONS)
                && !(own && Permission.has(held, Permission.CREATE_EXPRESSIONS))) {
            throw DiscordError.missingPermissions();
        }
        return emoji;
    }

    private Answer change(Call call) {
        var form = call.form();
        var named = !form.get("name").empty();
        var name = named ? name(form) : "";
        var roles = roles(form);
        form.refuseErrors();
        return Answer.ok(
                world.change(() -> {
                    var emoji = changeable(call);
                    var allowed = form.get("roles").missing() ? emoji.roles() : roles;
                    var renamed = emoji.renamed(named ? name : emoji.name(), allowed);
                    return shapes.emoji(emojis.change(emoji, renamed, call.by()));
                }));
    }

    private Answer delete(Call call) {
        world.change(() -> emojis.delete(changeable(call), call.by()));
        return Answer.nothing();
    }
}
