package dev.holdfast.smoke.chaos;

import java.util.List;

/**
 * A guild of the local Discord and who uses the bot in it.
 *
 * @param sailors their ids; each may be paid by each
 * @param owner may set what others may not
 */
record ChaosGuild(String guild, String channel, String owner, List<String> sailors) {

    ChaosGuild {
        sailors = List.copyOf(sailors);
    }
}
