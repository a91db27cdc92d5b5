package dev.holdfast.gateway.catalog;

import dev.holdfast.kit.observe.SettingsCheck;
import dev.holdfast.kit.protocol.GuildId;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The guilds of those who run the bot, as {@code HOLDFAST_OPERATOR_GUILDS} lists their ids. */
@Singleton
final class OperatorGuilds implements SettingsCheck {

    /** Each is told of its commands one by one. */
    private static final int MOST = 20;

    private final List<String> listed;

    OperatorGuilds(
            @ConfigProperty(name = "holdfast.operator-guilds") Optional<List<String>> listed) {
        this.listed = listed.orElse(List.of()).stream().map(String::strip).toList();
    }

    /** In the order in which they are listed. */
    Set<GuildId> ids() {
        var ids = new LinkedHashSet<GuildId>();
        listed.forEach(id -> ids.add(GuildId.of(id)));
        return ids;
    }

    @Override
    public List<String> wrong() {
        try {
            return ids().size() <= MOST
                    ? List.of()
                    : List.of("HOLDFAST_OPERATOR_GUILDS lists at most 20 servers.");
        } catch (IllegalArgumentException e) {
            return List.of(
                    "HOLDFAST_OPERATOR_GUILDS lists the Discord ids of servers, separated by commas: "
                            + e.getMessage());
        }
    }
}
