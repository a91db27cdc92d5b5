package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.Emojis;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.form.Field;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.world.Emoji;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.List;

/** The emojis of a guild, and those of the bot's application. */
@Singleton
class EmojiEndpoints implements EndpointGroup {
    private static final int MOST = 50;
    private static final int LARGEST = 256 * 1024;
    private static final int MOST_OF_APPLICATION = 2_000;

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
        for (var owner : List.of("/guilds/{guild}", "/applications/{application}")) {
            routes.bot("GET", owner + "/emojis", this::list);
            routes.bot("POST", owner + "/emojis", this::create);
            routes.bot("GET", owner + "/emojis/{emoji}", this::one);
            routes.bot("PATCH", owner + "/emojis/{emoji}", this::change);
            routes.bot("DELETE", owner + "/emojis/{emoji}", this::delete);
        }
    }

    private static boolean ofApplication(Call call) {
        return call.path().containsKey("application");
    }

    /** The guild in the path, where the bot may do that; or its application. */
    private Snowflake owner(Call call, long wanted) {
        if (!ofApplication(call)) return authority.in(call, wanted).id();
        if (call.id("application").equals(call.application())) return call.application();
        throw DiscordError.of(404, 10002, "Unknown Application");
    }

    private EndpointAnswer list(Call call) {
        return EndpointAnswer.ok(
                world.change(() -> {
                    var all = world.emojisOf(owner(call, 0));
                    var list = GuildShapes.list(all, shapes::emoji);
                    if (!ofApplication(call)) return (JsonNode) list;
                    var node = Json.object();
                    node.set("items", list);
                    return node;
                }));
    }

    private EndpointAnswer one(Call call) {
        return EndpointAnswer.ok(world.change(() -> shapes.emoji(found(call))));
    }

    private Emoji found(Call call) {
        var owner = owner(call, 0);
        return world.emojis
                .find(call.id("emoji"))
                .filter(emoji -> emoji.guildId().equals(owner))
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

    private EndpointAnswer create(Call call) {
        var form = call.form();
        var name = name(form);
        var roles = roles(form);
        form.get("image").require();
        var image = pictures.read(form.get("image"));
        form.refuseErrors();
        var sent = image.orElseThrow();
        var created =
                world.change(() -> {
                    var owner = owner(call, Permission.CREATE_EXPRESSIONS);
                    if (sent.content().length() > LARGEST) {
                        form.get("image")
                                .bad(
                                        "BINARY_TYPE_MAX_SIZE",
                                        "File cannot be larger than 256.0 kb.");
                        form.refuseErrors();
                    }
                    var most = ofApplication(call) ? MOST_OF_APPLICATION : MOST;
                    if (world.emojisOf(owner).size() >= most) {
                        throw DiscordError.tooMany(30008, "emojis", most);
                    }
                    var id = world.nextId();
                    pictures.keep(id.toString(), sent);
                    var animated = sent.animated();
                    var emoji = new Emoji(id, owner, name, animated, call.user(), roles);
                    return shapes.emoji(emojis.create(emoji, call.by()));
                });
        return EndpointAnswer.of(201, created);
    }

    /** Its own with the lesser permission. */
    private Emoji changeable(Call call) {
        var emoji = found(call);
        if (ofApplication(call)) return emoji;
        var own = emoji.creatorId().equals(call.user());
        var held = authority.held(call, authority.in(call, 0));
        if (!Permission.has(held, Permission.MANAGE_EXPRESSIONS)
                && !(own && Permission.has(held, Permission.CREATE_EXPRESSIONS))) {
            throw DiscordError.missingPermissions();
        }
        return emoji;
    }

    private EndpointAnswer change(Call call) {
        var form = call.form();
        var named = !form.get("name").empty();
        var name = named ? name(form) : "";
        var roles = roles(form);
        form.refuseErrors();
        return EndpointAnswer.ok(
                world.change(() -> {
                    var emoji = changeable(call);
                    var allowed = form.get("roles").missing() ? emoji.roles() : roles;
                    var renamed = emoji.renamed(named ? name : emoji.name(), allowed);
                    return shapes.emoji(emojis.change(emoji, renamed, call.by()));
                }));
    }

    private EndpointAnswer delete(Call call) {
        world.change(() -> emojis.delete(changeable(call), call.by()));
        return EndpointAnswer.nothing();
    }
}
