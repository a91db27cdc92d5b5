package dev.holdfast.sandbox.form;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.world.AutoModerationRule;
import java.util.List;
import java.util.Set;

/**
 * A rule of auto moderation as a bot sends it:
 * https://docs.discord.com/developers/resources/auto-moderation.
 */
public final class RuleForm {
    private static final int MESSAGE_SEND = 1;
    private static final int MEMBER_UPDATE = 2;
    private static final int LONGEST_TIMEOUT = 2_419_200;
    private static final Set<Integer> TIMED_OUT_BY =
            Set.of(AutoModerationRule.KEYWORD, AutoModerationRule.MENTIONS);

    private RuleForm() {}

    /** The settings of a new rule. */
    public static ObjectNode create(Field form) {
        for (var name : List.of("name", "event_type", "trigger_type", "actions")) {
            form.get(name).require();
        }
        var trigger = form.get("trigger_type").choice(Set.of(1, 3, 4, 5, 6), 1);
        var settings = Json.object().put("name", "").put("event_type", MESSAGE_SEND);
        settings.put("trigger_type", trigger).put("enabled", false);
        settings.set("trigger_metadata", metadata(form.get("trigger_metadata"), trigger));
        settings.putArray("actions");
        settings.putArray("exempt_roles");
        settings.putArray("exempt_channels");
        return change(form, settings);
    }

    /** The settings with what the form says. */
    public static ObjectNode change(Field form, ObjectNode before) {
        var settings = before.deepCopy();
        var trigger = settings.path("trigger_type").asInt();
        form.get("name").text(1, 100).ifPresent(name -> settings.put("name", name));
        settings.put(
                "event_type",
                form.get("event_type")
                        .choice(
                                Set.of(MESSAGE_SEND, MEMBER_UPDATE),
                                settings.path("event_type").asInt()));
        settings.put("enabled", form.get("enabled").flag(settings.path("enabled").asBoolean()));
        if (form.get("trigger_metadata").object()) {
            settings.set("trigger_metadata", metadata(form.get("trigger_metadata"), trigger));
        }
        if (!form.get("actions").empty()) {
            settings.set("actions", actions(form.get("actions"), trigger));
        }
        ids(form.get("exempt_roles"), 20, settings);
        ids(form.get("exempt_channels"), 50, settings);
        form.refuseErrors();
        return settings;
    }

    private static void ids(Field list, int most, ObjectNode settings) {
        if (list.empty()) return;
        var ids = Json.array();
        for (var each : list.list(0, most)) each.snowflake().ifPresent(id -> ids.add("" + id));
        settings.set(list.name(), ids);
    }

    private static ObjectNode metadata(Field metadata, int trigger) {
        var read = Json.object();
        switch (trigger) {
            case AutoModerationRule.KEYWORD, AutoModerationRule.PROFILE -> {
                read.set("keyword_filter", words(metadata.get("keyword_filter"), 1_000, 60));
                read.set("regex_patterns", words(metadata.get("regex_patterns"), 10, 260));
                read.set("allow_list", words(metadata.get("allow_list"), 100, 60));
            }
            case AutoModerationRule.PRESETS -> {
                read.set("allow_list", words(metadata.get("allow_list"), 1_000, 60));
                var presets = read.putArray("presets");
                for (var preset : metadata.get("presets").list(0, 3)) {
                    presets.add(preset.choice(Set.of(1, 2, 3), 1));
                }
            }
            case AutoModerationRule.MENTIONS -> {
                read.put(
                        "mention_total_limit",
                        metadata.get("mention_total_limit").integer(0, 50, 20));
                read.put(
                        "mention_raid_protection_enabled",
                        metadata.get("mention_raid_protection_enabled").flag(false));
            }
            default -> {}
        }
        return read;
    }

    private static ArrayNode words(Field list, int most, int longest) {
        var words = Json.array();
        for (var each : list.list(0, most)) words.add(each.requiredText(1, longest));
        return words;
    }

    private static ArrayNode actions(Field actions, int trigger) {
        var read = Json.array();
        for (var action : actions.list(1, 5)) {
            if (!action.object() || !action.get("type").require()) continue;
            var type = action.get("type").choice(Set.of(1, 2, 3, 4), 1);
            if (type == AutoModerationRule.TIMEOUT && !TIMED_OUT_BY.contains(trigger)) {
                action.get("type")
                        .bad(
                                "AUTO_MODERATION_INVALID_ACTION_TYPE",
                                "Only rules about words and mentions can time out.");
            }
            var node = read.addObject().put("type", type);
            var metadata = action.get("metadata");
            var kept = node.putObject("metadata");
            switch (type) {
                case AutoModerationRule.BLOCK ->
                        metadata.get("custom_message")
                                .text(0, 150)
                                .ifPresent(text -> kept.put("custom_message", text));
                case AutoModerationRule.ALERT -> {
                    metadata.get("channel_id").require();
                    metadata.get("channel_id")
                            .snowflake()
                            .ifPresent(id -> kept.put("channel_id", id.toString()));
                }
                case AutoModerationRule.TIMEOUT ->
                        kept.put(
                                "duration_seconds",
                                metadata.get("duration_seconds").integer(0, LONGEST_TIMEOUT, 60));
                default -> {}
            }
        }
        return read;
    }
}
