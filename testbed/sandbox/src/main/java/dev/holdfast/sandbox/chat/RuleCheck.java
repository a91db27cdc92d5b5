package dev.holdfast.sandbox.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.sandbox.world.AutoModerationRule;
import dev.holdfast.sandbox.world.Breach;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a text breaks a rule:
 * https://docs.discord.com/developers/resources/auto-moderation#keyword-matching-strategies.
 */
final class RuleCheck {
    private static final Pattern MENTION = Pattern.compile("<@[!&]?\\d{1,20}>");
    private static final String WORD = "[\\p{L}\\p{N}_]";

    private RuleCheck() {}

    static Optional<Breach> broken(AutoModerationRule rule, String content) {
        var metadata = rule.settings().path("trigger_metadata");
        return switch (rule.trigger()) {
            case AutoModerationRule.KEYWORD -> keyword(metadata, content);
            case AutoModerationRule.MENTIONS -> mentions(metadata, content);
            default -> Optional.empty();
        };
    }

    private static Optional<Breach> keyword(JsonNode metadata, String content) {
        for (var keyword : metadata.path("keyword_filter")) {
            var matcher = pattern(keyword.asText()).matcher(content);
            while (matcher.find()) {
                if (!allowed(metadata.path("allow_list"), matcher.group())) {
                    return Optional.of(new Breach(keyword.asText(), matcher.group()));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean allowed(JsonNode allowList, String found) {
        for (var allowed : allowList) {
            if (pattern(allowed.asText()).matcher(found).matches()) return true;
        }
        return false;
    }

    /** A whole word, or at a star the beginning, the end or the inside of one; in any case. */
    private static Pattern pattern(String keyword) {
        var begins = keyword.startsWith("*");
        var ends = keyword.length() > 1 && keyword.endsWith("*");
        var bare = keyword.substring(begins ? 1 : 0, keyword.length() - (ends ? 1 : 0));
        var before = begins ? "" : "(?<!" + WORD + ")";
        var after = ends ? "" : "(?!" + WORD + ")";
        return Pattern.compile(
                before + Pattern.quote(bare) + after,
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static Optional<Breach> mentions(JsonNode metadata, String content) {
        var most = metadata.path("mention_total_limit").asInt();
        var found = MENTION.matcher(content).results().map(each -> each.group()).distinct();
        return found.count() > most ? Optional.of(new Breach("", content)) : Optional.empty();
    }
}
