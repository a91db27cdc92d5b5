package dev.holdfast.gateway.person;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;

/**
 * One service is to forget somebody; claimed.
 *
 * @param guild where it was asked for
 * @param user 0: everybody, in a guild that was left
 * @param everywhere whether in all guilds, and not in that one alone
 * @param asOf what was written later stays
 * @param after the guild that was done last
 * @param done whether the service has done it, and only the others are waited for
 */
record ForgetOrder(
        GuildId guild,
        UserId user,
        String service,
        boolean everywhere,
        Instant asOf,
        long after,
        int attempt,
        int failures,
        boolean done) {

    boolean isOfGuild() {
        return user.value() == 0;
    }
}
