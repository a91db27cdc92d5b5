package dev.holdfast.sandbox.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.SandboxSettings;
import dev.holdfast.sandbox.SandboxSettings.PrivilegedIntent;
import dev.holdfast.sandbox.world.BotToken;
import dev.holdfast.sandbox.world.Command;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.Set;

/** The bot's application and its commands as Discord writes them; called under the world's lock. */
@Singleton
public class ApplicationShapes {
    private static final int PRESENCE_LIMITED = 1 << 13;
    private static final int MEMBERS_LIMITED = 1 << 15;
    private static final int MESSAGE_CONTENT_LIMITED = 1 << 19;

    private final World world;
    private final GuildShapes guilds;
    private final BotToken bot;
    private final Set<PrivilegedIntent> privileged;

    ApplicationShapes(World world, GuildShapes guilds, BotToken bot, SandboxSettings settings) {
        privileged = settings.privilegedIntents();
        this.world = world;
        this.guilds = guilds;
        this.bot = bot;
    }

    /** Which privileged intents are granted, as to an application in few guilds. */
    public int flags() {
        return (privileged.contains(PrivilegedIntent.PRESENCES) ? PRESENCE_LIMITED : 0)
                | (privileged.contains(PrivilegedIntent.MEMBERS) ? MEMBERS_LIMITED : 0)
                | (privileged.contains(PrivilegedIntent.MESSAGE_CONTENT)
                        ? MESSAGE_CONTENT_LIMITED
                        : 0);
    }

    /** The same as intent bits. */
    public int grantedIntents() {
        return (privileged.contains(PrivilegedIntent.PRESENCES) ? Intent.GUILD_PRESENCES : 0)
                | (privileged.contains(PrivilegedIntent.MEMBERS) ? Intent.GUILD_MEMBERS : 0)
                | (privileged.contains(PrivilegedIntent.MESSAGE_CONTENT)
                        ? Intent.MESSAGE_CONTENT
                        : 0);
    }

    public ObjectNode application() {
        var node = Json.object().put("id", bot.botId().toString()).put("name", "Holdfast");
        node.putNull("icon").put("description", "The bot of this sandbox.").putNull("type");
        node.put("bot_public", true).put("bot_require_code_grant", false);
        node.put("verify_key", "0".repeat(64))
                .put("flags", flags())
                .put("flags_new", Integer.toString(flags()));
        node.putArray("redirect_uris");
        node.putNull("interactions_endpoint_url").putNull("role_connections_verification_url");
        node.put("approximate_guild_count", world.guilds.all().size());
        node.put("approximate_user_install_count", 0)
                .put("approximate_user_authorization_count", 0);
        node.put("explicit_content_filter", 0).putNull("team").put("summary", "");
        node.putArray("eligible_oauth2_scopes").add("bot").add("applications.commands");
        node.putObject("integration_types_config").putObject("0");
        var owner = world.guilds.all().iterator().next().ownerId();
        node.set("owner", guilds.user(owner));
        node.set("bot", guilds.user(bot.botId()));
        return node;
    }

    /** Translations are left out unless asked for, as Discord does in lists. */
    public ObjectNode command(Command command, boolean localizations) {
        var node = Json.object().put("id", command.id().toString());
        node.put("application_id", bot.botId().toString())
                .put("version", command.version().toString());
        if (command.guildId() != null) node.put("guild_id", command.guildId().toString());
        node.setAll(command.spec().deepCopy());
        if (!localizations) withoutLocalizations(node);
        return node;
    }

    private static void withoutLocalizations(ObjectNode node) {
        node.remove(java.util.List.of("name_localizations", "description_localizations"));
        for (var option : node.path("options")) withoutLocalizations((ObjectNode) option);
    }
}
