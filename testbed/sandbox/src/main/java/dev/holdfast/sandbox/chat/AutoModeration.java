package dev.holdfast.sandbox.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.wire.Intent;
import dev.holdfast.sandbox.wire.RuleShapes;
import dev.holdfast.sandbox.world.AuditEntry;
import dev.holdfast.sandbox.world.AutoModerationRule;
import dev.holdfast.sandbox.world.Breach;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Event;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Member;
import dev.holdfast.sandbox.world.Mentions;
import dev.holdfast.sandbox.world.Message;
import dev.holdfast.sandbox.world.MessageBody;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Permissions;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * The guilds' rules about what members write: they are kept, and those about words and about
 * mentions act. Called inside a change of the world.
 */
@Singleton
public class AutoModeration {
    private final World world;
    private final Chat chat;
    private final Moderation moderation;
    private final Audit audit;

    AutoModeration(World world, Chat chat, Moderation moderation, Audit audit) {
        this.world = world;
        this.chat = chat;
        this.moderation = moderation;
        this.audit = audit;
    }

    public AutoModerationRule create(AutoModerationRule rule, By by) {
        world.rules.put(rule);
        told("CREATE", rule, AuditEntry.RULE_CREATE, Json.object(), rule.settings(), by);
        return rule;
    }

    public AutoModerationRule change(AutoModerationRule before, AutoModerationRule after, By by) {
        if (before.equals(after)) return before;
        world.rules.put(after);
        told("UPDATE", after, AuditEntry.RULE_UPDATE, before.settings(), after.settings(), by);
        return after;
    }

    public void delete(AutoModerationRule rule, By by) {
        world.rules.remove(rule);
        told("DELETE", rule, AuditEntry.RULE_DELETE, rule.settings(), Json.object(), by);
    }

    private void told(
            String what,
            AutoModerationRule rule,
            int action,
            ObjectNode before,
            ObjectNode after,
            By by) {
        var guildId = rule.guildId();
        var name = "AUTO_MODERATION_RULE_" + what;
        var intent = Intent.AUTO_MODERATION_CONFIGURATION;
        world.publish(Event.inGuild(name, RuleShapes.rule(rule), guildId, intent));
        audit.note(guildId, action, rule.id(), Audit.changes(before, after), by);
    }

    /**
     * Acts by each rule that somebody's text breaks.
     *
     * @return what the author is told where it may not be sent
     */
    public Optional<String> meet(Channel channel, Snowflake author, String content) {
        if (channel.guildId() == null) return Optional.empty();
        var guild = world.guilds.find(channel.guildId()).orElseThrow();
        var member = world.member(guild.id(), author);
        if (member.isEmpty() || exempt(guild, member.get())) return Optional.empty();
        var refusal = Optional.<String>empty();
        for (var rule : world.rulesIn(guild.id())) {
            if (!applies(rule, channel, member.get())) continue;
            var breach = RuleCheck.broken(rule, content);
            if (breach.isEmpty()) continue;
            var blocked = act(rule, channel, member.get(), content, breach.get());
            if (blocked.isPresent()) refusal = blocked;
        }
        return refusal;
    }

    /** Whoever manages the guild may write what they like. */
    private boolean exempt(Guild guild, Member member) {
        var held = Permissions.inGuild(guild, member, world.rolesFor(member), world.now());
        return Permission.has(held, Permission.MANAGE_GUILD);
    }

    private static boolean applies(AutoModerationRule rule, Channel channel, Member member) {
        if (!rule.settings().path("enabled").asBoolean()) return false;
        var channels = rule.settings().path("exempt_channels");
        if (names(channels, channel.id()) || names(channels, channel.parentId())) return false;
        var roles = rule.settings().path("exempt_roles");
        return member.roles().stream().noneMatch(role -> names(roles, role));
    }

    private static boolean names(JsonNode ids, @org.jspecify.annotations.Nullable Snowflake id) {
        for (var each : ids) {
            if (id != null && each.asText().equals(id.toString())) return true;
        }
        return false;
    }

    private Optional<String> act(
            AutoModerationRule rule,
            Channel channel,
            Member member,
            String content,
            Breach breach) {
        var refusal = Optional.<String>empty();
        for (var action : rule.settings().path("actions")) {
            var metadata = action.path("metadata");
            var type = action.path("type").asInt();
            var data = RuleShapes.executed(rule, action, channel, member.userId(), content, breach);
            if (type == AutoModerationRule.BLOCK) {
                refusal =
                        Optional.of(
                                metadata.path("custom_message")
                                        .asText("This message was blocked by this server."));
                note(rule, AuditEntry.RULE_BLOCKED, channel, member);
            } else if (type == AutoModerationRule.ALERT) {
                alert(rule, metadata, channel, member, content, breach)
                        .ifPresent(sent -> data.put("alert_system_message_id", sent.toString()));
                note(rule, AuditEntry.RULE_FLAGGED, channel, member);
            } else if (type == AutoModerationRule.TIMEOUT) {
                var seconds = Duration.ofSeconds(metadata.path("duration_seconds").asInt());
                var by = new By(rule.creatorId(), rule.settings().path("name").asText());
                var _ = moderation.silence(member, world.now().plus(seconds), by);
                note(rule, AuditEntry.RULE_SILENCED, channel, member);
            }
            var intent = Intent.AUTO_MODERATION_EXECUTION;
            var name = "AUTO_MODERATION_ACTION_EXECUTION";
            world.publish(Event.inGuild(name, data, rule.guildId(), intent));
        }
        return refusal;
    }

    /** Says it in the channel that the rule names, in the author's name as Discord does. */
    private Optional<Snowflake> alert(
            AutoModerationRule rule,
            JsonNode metadata,
            Channel channel,
            Member member,
            String content,
            Breach breach) {
        var where = Snowflake.parse(metadata.path("channel_id").asText());
        return where.flatMap(world.channels::find)
                .map(found -> {
                    var none = Json.array();
                    var embeds = Json.array().add(RuleShapes.alert(rule, channel, content, breach));
                    var body = new MessageBody("", embeds, none, none, Mentions.NONE, 0);
                    var kind = Message.AUTO_MODERATION;
                    return chat.say(found, member.userId(), kind, null, body).id();
                });
    }

    private void note(AutoModerationRule rule, int action, Channel channel, Member member) {
        var options = Json.object().put("channel_id", channel.id().toString());
        options.put("auto_moderation_rule_name", rule.settings().path("name").asText());
        options.put("auto_moderation_rule_trigger_type", Integer.toString(rule.trigger()));
        var by = new By(rule.creatorId(), null);
        audit.note(rule.guildId(), action, member.userId(), Json.array(), options, by);
    }
}
