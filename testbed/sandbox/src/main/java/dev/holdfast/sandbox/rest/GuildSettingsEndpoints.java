package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.chat.GuildChanges;
import dev.holdfast.sandbox.chat.Moderation;
import dev.holdfast.sandbox.form.CommandForm;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.form.Field;
import dev.holdfast.sandbox.form.Patch;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.List;

/** Founding and changing guilds, leaving them, and what a bot is called in them. */
@Singleton
class GuildSettingsEndpoints implements EndpointGroup {
    private static final int MOST_OF_A_BOT = 10;
    private static final int LONGEST_NICK = 32;
    private static final List<String> CHANNELS =
            List.of(
                    "afk_channel_id",
                    "system_channel_id",
                    "rules_channel_id",
                    "public_updates_channel_id",
                    "safety_alerts_channel_id");

    private final World world;
    private final GuildShapes shapes;
    private final GuildChanges guilds;
    private final Moderation moderation;
    private final Pictures pictures;
    private final Authority authority;

    GuildSettingsEndpoints(
            World world,
            GuildShapes shapes,
            GuildChanges guilds,
            Moderation moderation,
            Pictures pictures,
            Authority authority) {
        this.world = world;
        this.shapes = shapes;
        this.guilds = guilds;
        this.moderation = moderation;
        this.pictures = pictures;
        this.authority = authority;
    }

    @Override
    public void register(Routes routes) {
        routes.bot("POST", "/guilds", this::found);
        routes.bot("PATCH", "/guilds/{guild}", this::change);
        routes.bot("PATCH", "/guilds/{guild}/members/@me", this::rename);
        routes.bot("DELETE", "/users/@me/guilds/{guild}", this::leave);
    }

    private ObjectNode read(Field form) {
        pictures.keep(form, "icon", "splash", "banner");
        return new Patch(form)
                .text("name", 2, 100)
                .text("description", 0, 300)
                .text("icon", 0, 64)
                .text("splash", 0, 64)
                .text("banner", 0, 64)
                .choice("verification_level", 0, 1, 2, 3, 4)
                .choice("default_message_notifications", 0, 1)
                .choice("explicit_content_filter", 0, 1, 2)
                .choice("afk_timeout", 60, 300, 900, 1_800, 3_600)
                .number("system_channel_flags", 0, 63)
                .flag("premium_progress_bar_enabled")
                .word("preferred_locale", CommandForm.LOCALES)
                .id("owner_id")
                .id(CHANNELS.toArray(String[]::new))
                .read();
    }

    /** With two channels; the bot that founds it is its owner, in at most ten guilds. */
    private EndpointAnswer found(Call call) {
        var form = call.form();
        form.get("name").require();
        var fields = read(form);
        var created =
                world.change(() -> {
                    if (memberships(call.user()) >= MOST_OF_A_BOT) {
                        throw DiscordError.tooMany(30001, "guilds", MOST_OF_A_BOT);
                    }
                    var name = fields.path("name").asText();
                    fields.remove(List.of("name", "owner_id"));
                    fields.remove(CHANNELS);
                    return shapes.guild(guilds.found(name, call.user(), fields));
                });
        return EndpointAnswer.of(201, created);
    }

    private long memberships(Snowflake user) {
        return world.members.all().stream().filter(each -> each.userId().equals(user)).count();
    }

    private EndpointAnswer change(Call call) {
        var form = call.form();
        var patch = read(form);
        return EndpointAnswer.ok(
                world.change(() -> {
                    var guild = authority.in(call, Permission.MANAGE_GUILD);
                    if (patch.has("owner_id") && !guild.ownerId().equals(call.user())) {
                        throw DiscordError.missingPermissions();
                    }
                    for (var field : CHANNELS) refuseForeign(form.get(field), guild);
                    form.refuseErrors();
                    return shapes.guild(guilds.change(guild, patch, call.by()));
                }));
    }

    private void refuseForeign(Field field, Guild guild) {
        if (field.empty()) return;
        var channel =
                field.snowflake()
                        .flatMap(world.channels::find)
                        .filter(found -> guild.id().equals(found.guildId()));
        if (channel.isEmpty()) field.bad("CHANNEL_UNKNOWN", "Unknown channel");
    }

    /** The bot's own nickname. */
    private EndpointAnswer rename(Call call) {
        var form = call.form();
        var nick = form.get("nick").text(0, LONGEST_NICK).filter(text -> !text.isEmpty());
        form.refuseErrors();
        return EndpointAnswer.ok(
                world.change(() -> {
                    var guild = authority.in(call, Permission.CHANGE_NICKNAME);
                    var member = world.member(guild.id(), call.user()).orElseThrow();
                    if (form.get("nick").missing()) return shapes.member(member);
                    return shapes.member(moderation.call(member, nick.orElse(null), call.by()));
                }));
    }

    private EndpointAnswer leave(Call call) {
        world.change(() -> {
            var guild = authority.in(call, 0);
            if (guild.ownerId().equals(call.user())) {
                throw DiscordError.of(400, 50055, "Invalid Guild");
            }
            moderation.leave(world.member(guild.id(), call.user()).orElseThrow());
        });
        return EndpointAnswer.nothing();
    }
}
