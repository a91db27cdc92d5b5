package dev.holdfast.gateway.catalog;

import dev.holdfast.gateway.operator.Operators;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.util.List;

/** The commands that a person may use in a place. Thread-safe. */
@Singleton
public final class AvailableCommands {

    private final CatalogUpdater catalogs;
    private final Operators operators;

    AvailableCommands(CatalogUpdater catalogs, Operators operators) {
        this.catalogs = catalogs;
        this.operators = operators;
    }

    /**
     * Sorted by path.
     *
     * @param guild {@link GuildId#DIRECT} in direct messages
     */
    public List<CatalogEntry> to(UserId user, GuildId guild, Permissions permissions) {
        var direct = guild.equals(GuildId.DIRECT);
        return catalogs.current().commands().values().stream()
                .filter(listed -> listed.spec().slash())
                .filter(listed -> !direct || listed.spec().place() == CommandSpec.Place.ANYWHERE)
                .filter(listed -> !listed.spec().operators() || operators.has(user))
                .filter(listed -> permissions.allows(listed.spec().permissions()))
                .toList();
    }
}
