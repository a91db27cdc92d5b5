package dev.holdfast.health.status;

import dev.holdfast.kit.protocol.GuildId;
import java.util.List;

/**
 * A bean that finds what is wrong with a server. {@code /healthcheck} shows those of all of them.
 */
public interface GuildFindings {

    /**
     * What is wrong now, the worst first. May ask PostgreSQL and the network: within 20 s, and in
     * no unit of work. One that throws is logged, and the admin is told that not all could be
     * checked.
     *
     * @throws InterruptedException when the command's time is over
     */
    List<GuildFinding> of(GuildId guild) throws InterruptedException;
}
