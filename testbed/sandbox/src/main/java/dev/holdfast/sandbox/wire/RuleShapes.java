package dev.holdfast.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.world.AutoModerationRule;
import dev.holdfast.sandbox.world.Breach;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Snowflake;

/** Rules of auto moderation, and what they did, as Discord writes it. */
public final class RuleShapes {
    private RuleShapes() {}

    public static ObjectNode rule(AutoModerationRule rule) {
        var node = Json.object().put("id", rule.id().toString());
        node.put("guild_id", rule.guildId().toString());
        return node.put("creator_id", rule.creatorId().toString()).setAll(rule.settings());
    }

    /** One action that was taken, as the gateway tells it. */
    public static ObjectNode executed(
            AutoModerationRule rule,
            JsonNode action,
            Channel channel,
            Snowflake user,
            String content,
            Breach breach) {
        var node = Json.object().put("guild_id", rule.guildId().toString());
        node.set("action", action);
        node.put("rule_id", rule.id().toString()).put("rule_trigger_type", rule.trigger());
        node.put("user_id", user.toString()).put("channel_id", channel.id().toString());
        node.put("content", content).put("matched_content", breach.found());
        return node.put("matched_keyword", breach.keyword().isEmpty() ? null : breach.keyword());
    }

    /** The embed of an alert. */
    public static ObjectNode alert(
            AutoModerationRule rule, Channel channel, String content, Breach breach) {
        var embed = Json.object().put("type", "auto_moderation_message");
        var fields = embed.put("description", content).putArray("fields");
        field(fields.addObject(), "rule_name", rule.settings().path("name").asText());
        field(fields.addObject(), "channel_id", channel.id().toString());
        field(fields.addObject(), "keyword", breach.keyword());
        field(fields.addObject(), "keyword_matched_content", breach.found());
        return embed;
    }

    private static void field(ObjectNode field, String name, String value) {
        field.put("name", name).put("value", value).put("inline", false);
    }
}
