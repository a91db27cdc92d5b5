package dev.holdfast.health.usage;

import java.util.List;

/**
 * How the bot grows; operators see it.
 *
 * @param words what people wrote lately, newest first
 */
record Growth(Servers servers, long databaseBytes, List<Words> words) {

    /**
     * The servers the bot is in.
     *
     * @param grown how many came in the 30 days before the last 30
     * @param stayed how many of these were still here after 30 days
     */
    record Servers(long here, long joined, long departed, long grown, long stayed) {}

    /** What somebody wrote about the bot, as they wrote it. */
    record Words(int score, String text) {}

    Growth {
        words = List.copyOf(words);
    }
}
