package dev.holdfast.gateway.guild;

import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.GuildId;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** What commands in a guild's messages begin with. Safe for any thread. */
@Singleton
public final class Prefixes {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");

    private final KnownSettings settings;

    Prefixes(KnownSettings settings) {
        this.settings = settings;
    }

    /** While the database is away, what was known goes on to hold. */
    public String of(GuildId guild) {
        if (guild.equals(GuildId.DIRECT)) {
            return GuildSettings.KEY.defaults().prefix();
        }
        try {
            return settings.of(guild).prefix();
        } catch (Unavailable e) {
            LOG.warnf("the prefix of guild %s could not be read: %s", guild, e);
            return GuildSettings.KEY.defaults().prefix();
        }
    }
}
