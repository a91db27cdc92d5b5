package dev.holdfast.roles.assignment;

import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.GuildId;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Does something in one guild after another; where it fails, the others do not wait for it. */
final class EachGuild {

    private static final Logger LOG = Logger.getLogger("holdfast.roles");

    private EachGuild() {}

    /** What is done in a guild. */
    @FunctionalInterface
    interface Body {
        void in(GuildId guild) throws InterruptedException;
    }

    /**
     * Goes through all of them; what fails is for the log.
     *
     * @param what for the log
     * @return those in which it failed
     */
    static List<GuildId> go(List<GuildId> guilds, String what, Body body)
            throws InterruptedException {
        var failed = new ArrayList<GuildId>();
        for (var guild : guilds) {
            try {
                body.in(guild);
            } catch (Unavailable e) {
                LOG.debugf("%s of guild %s waits: %s", what, guild, e.getMessage());
                failed.add(guild);
            } catch (RuntimeException e) {
                LOG.errorf(e, "%s of guild %s failed", what, guild);
                failed.add(guild);
            }
        }
        return failed;
    }
}
