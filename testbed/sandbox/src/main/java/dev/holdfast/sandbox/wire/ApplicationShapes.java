package dev.holdfast.sandbox.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.SandboxSettings;
import dev.holdfast.sandbox.SandboxSettings.PrivilegedIntent;
import dev.holdfast.sandbox.world.Application;
import dev.holdfast.sandbox.world.Bots;
import dev.holdfast.sandbox.world.Command;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** The bot's application and its commands as Discord writes them; called under the world's lock. */
@Singleton
public class ApplicationShapes {
    private static final int PRESENCE_LIMITED = 1 << 13;
    private static final int MEMBERS_LIMITED = 1 << 15;
    private static final int MESSAGE_CONTENT_LIMITED = 1 << 19;

    private final World world;
    private final GuildShapes guilds;
    private final Bots bots;
    private final Set<PrivilegedIntent> privileged;

    ApplicationShapes(World world, GuildShapes guilds, Bots bots, SandboxSettings settings) {
        privileged = settings.privilegedIntents();
        this.world = world;
        this.guilds = guilds;
        this.bots = bots;
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

    /** The sandbox's own. */
    public ObjectNode application() {
        return application(bots.first());
    }

    public ObjectNode application(Application application) {
        var node = Json.object().put("id", application.id().toString());
        node.put("name", application.name());
        node.putNull("icon").put("description", "The bot of this sandbox.").putNull("type");
        node.put("bot_public", true).put("bot_require_code_grant", false);
        node.put("verify_key", "0".repeat(64))
                .put("flags", flags())
                .put("flags_new", Integer.toString(flags()));
        node.putArray("redirect_uris");
        node.putNull("interactions_endpoint_url").putNull("role_connections_verification_url");
        node.put("approximate_user_install_count", 0)
                .put("approximate_user_authorization_count", 0);
        node.put("explicit_content_filter", 0).putNull("team").put("summary", "");
        node.putArray("eligible_oauth2_scopes").add("bot").add("applications.commands");
        node.putObject("integration_types_config").putObject("0");
        node.put("approximate_guild_count", guildsOf(application));
        node.set("owner", guilds.user(application.ownerId()));
        node.set("bot", guilds.user(application.id()));
        return node.setAll(application.settings());
    }

    /** What anybody may know of it. */
    public ObjectNode open(Application application) {
        var node = application(application);
        node.remove(
                List.of(
                        "redirect_uris",
                        "interactions_endpoint_url",
                        "role_connections_verification_url",
                        "owner",
                        "team",
                        "explicit_content_filter",
                        "eligible_oauth2_scopes"));
        return node;
    }

    private int guildsOf(Application application) {
        return (int)
                world.members.all().stream()
                        .filter(member -> member.userId().equals(application.id()))
                        .count();
    }

    /** Translations are left out unless asked for, as Discord does in lists. */
    public ObjectNode command(Command command, boolean localizations) {
        var node = Json.object().put("id", command.id().toString());
        node.put("application_id", command.applicationId().toString())
                .put("version", command.version().toString());
        if (command.guildId() != null) node.put("guild_id", command.guildId().toString());
        node.setAll(command.spec().deepCopy());
        if (!localizations) withoutLocalizations(node);
        return node;
    }

    private static void withoutLocalizations(ObjectNode node) {
        node.remove(List.of("name_localizations", "description_localizations"));
        for (var option : node.path("options")) withoutLocalizations((ObjectNode) option);
    }
}
