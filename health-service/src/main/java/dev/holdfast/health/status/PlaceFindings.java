package dev.holdfast.health.status;

import dev.holdfast.kit.gateway.DiscordRead;
import dev.holdfast.kit.gateway.DiscordReader;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.GuildRoles;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the bot lacks in a server: permissions, and a place above the roles it is to give. */
@Singleton
record PlaceFindings(DiscordReader discord) implements GuildFindings {

    private static final Texts TEXTS = Texts.of(StatusFeature.NAME);

    /** What the invitation asks for. */
    private static final Permissions NEEDED =
            Permissions.of(
                    Permission.VIEW_CHANNEL,
                    Permission.SEND_MESSAGES,
                    Permission.EMBED_LINKS,
                    Permission.ATTACH_FILES,
                    Permission.READ_MESSAGE_HISTORY,
                    Permission.ADD_REACTIONS,
                    Permission.MANAGE_ROLES,
                    Permission.VIEW_AUDIT_LOG,
                    Permission.KICK_MEMBERS,
                    Permission.MANAGE_GUILD);

    @Override
    public List<GuildFinding> of(GuildId guild) throws InterruptedException {
        return switch (discord.roles(guild, Urgency.URGENT)) {
            case DiscordRead.Found<GuildRoles>(var roles, _) -> findings(guild, roles);
            case DiscordRead.Missing<GuildRoles> _, DiscordRead.Forbidden<GuildRoles> _ ->
                    List.of(finding("place.outside"));
            case DiscordRead.Away<GuildRoles> _ -> List.of(finding("place.unknown"));
        };
    }

    static List<GuildFinding> findings(GuildId guild, GuildRoles roles) {
        var findings = new ArrayList<GuildFinding>();
        var missing =
                roles.bot().permissions().missing(NEEDED).stream()
                        .map(Permission::title)
                        .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            findings.add(
                    new GuildFinding(
                            TEXTS.english("permissions.title"),
                            TEXTS.english("permissions.detail", missing),
                            TEXTS.english("permissions.do")));
        }
        var canReach =
                roles.roles().stream()
                        .filter(role -> role.id().value() != guild.value() && !role.managed())
                        .toList();
        if (!canReach.isEmpty()
                && canReach.stream().noneMatch(role -> roles.isBelowBot(role.id()))) {
            findings.add(finding("place.low"));
        }
        return findings;
    }

    private static GuildFinding finding(String key) {
        return new GuildFinding(
                TEXTS.english(key + ".title"),
                TEXTS.english(key + ".detail"),
                TEXTS.english(key + ".do"));
    }
}
