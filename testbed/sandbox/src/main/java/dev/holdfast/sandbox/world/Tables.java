package dev.holdfast.sandbox.world;

import dev.holdfast.sandbox.SandboxSettings;
import java.util.ArrayList;
import java.util.List;

/** All that is kept, by kind; guarded by the world's lock. */
public abstract class Tables {
    private static final int MANY = 1_000_000;
    private static final int AUDIT_ENTRIES = 20_000;
    private static final int CODES = 1_000;

    final Journal journal;
    final List<WorldStorage> stored = new ArrayList<>();

    public final Table<User> users;
    public final Table<Application> applications;
    public final Table<Guild> guilds;
    public final Table<Role> roles;
    public final Table<Channel> channels;
    public final Table<Member> members;
    public final Table<Emoji> emojis;
    public final Table<Webhook> webhooks;
    public final Table<Invite> invites;
    public final Table<ThreadMember> threadMembers;
    public final Table<AuthorizationCode> authorizationCodes;
    public final Table<OauthGrant> grants;
    public final Table<RoleConnection> roleConnections;
    public final Table<CommandPermissions> commandPermissions;
    public final Table<ScheduledEvent> scheduledEvents;
    public final Table<AutoModerationRule> rules;
    public final Table<OpenPoll> openPolls;
    public final Table<Ban> bans;
    public final Table<AuditEntry> audit;
    public final Table<Command> commands;
    public final Table<Interaction> interactions;
    public final MessageTable messages;

    Tables(Journal journal, SandboxSettings settings) {
        this.journal = journal;
        users = table("user", User.class, MANY);
        applications = table("application", Application.class, MANY);
        guilds = table("guild", Guild.class, MANY);
        roles = table("role", Role.class, MANY);
        channels = table("channel", Channel.class, MANY);
        members = table("member", Member.class, MANY);
        emojis = table("emoji", Emoji.class, MANY);
        webhooks = table("webhook", Webhook.class, MANY);
        invites = table("invite", Invite.class, MANY);
        threadMembers = table("threadMember", ThreadMember.class, MANY);
        authorizationCodes = table("authorizationCode", AuthorizationCode.class, CODES);
        grants = table("grant", OauthGrant.class, MANY);
        roleConnections = table("roleConnection", RoleConnection.class, MANY);
        commandPermissions = table("commandPermissions", CommandPermissions.class, MANY);
        scheduledEvents = table("scheduledEvent", ScheduledEvent.class, MANY);
        rules = table("autoModerationRule", AutoModerationRule.class, MANY);
        openPolls = table("openPoll", OpenPoll.class, MANY);
        bans = table("ban", Ban.class, MANY);
        audit = table("audit", AuditEntry.class, AUDIT_ENTRIES);
        commands = table("command", Command.class, MANY);
        interactions = table("interaction", Interaction.class, settings.interactions());
        messages = new MessageTable(settings.history(), journal);
        stored.add(messages);
    }

    private <V extends Entity> Table<V> table(String name, Class<V> type, int bound) {
        var table = new Table<V>(name, type, bound, journal);
        stored.add(table);
        return table;
    }
}
