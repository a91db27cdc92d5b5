package dev.holdfast.gateway.maintenance;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.text.UserText;
import org.jspecify.annotations.Nullable;

/**
 * A request to begin maintenance of the bot or a part of it.
 *
 * @param guild where; {@code null}: everywhere
 * @param reason what people are told; 1 to 300 characters
 * @param by who wants it, for the record; 1 to 100 characters
 * @param scope {@code null}: all of it; that it joins servers rests everywhere or not at all
 */
public record MaintenanceOrder(
        @Nullable GuildId guild, String reason, String by, @Nullable MaintenanceScope scope) {

    private static final int LONGEST_REASON = 300;
    private static final int LONGEST_NAME = 100;

    public MaintenanceOrder {
        check("reason", reason, LONGEST_REASON);
        check("by", by, LONGEST_NAME);
        if (MaintenanceScope.JOINS.equals(scope)
                && guild != null
                && !guild.equals(GuildId.DIRECT)) {
            throw new IllegalArgumentException("Joins rest everywhere: leave 'guild' out.");
        }
    }

    GuildId where() {
        return guild == null ? GuildId.DIRECT : guild;
    }

    MaintenanceScope what() {
        return scope == null ? MaintenanceScope.ALL : scope;
    }

    private static void check(String name, @Nullable String value, int longest) {
        if (value == null || UserText.isInvisible(value) || UserText.length(value) > longest) {
            throw new IllegalArgumentException(
                    "'%s' has 1 to %d characters.".formatted(name, longest));
        }
    }
}
