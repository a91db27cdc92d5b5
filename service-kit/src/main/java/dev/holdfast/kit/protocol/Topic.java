package dev.holdfast.kit.protocol;

import java.util.List;

/**
 * A page of help: a feature's title and its commands.
 *
 * @param emoji the feature's own, the same everywhere; 1 to 20 characters
 * @param title 1 to 40 characters; features that share a title share a page
 * @param about what it is good for, in one sentence of 1 to 100 characters
 * @param commands sorted, at least one
 */
public record Topic(String emoji, String title, String about, List<CommandPath> commands) {

    private static final int LONGEST_EMOJI = 20;
    private static final int LONGEST_TITLE = 40;
    private static final int LONGEST_ABOUT = 100;

    public Topic {
        Required.length("a topic's emoji", emoji, 1, LONGEST_EMOJI);
        Required.length("a topic's title", title, 1, LONGEST_TITLE);
        Required.length("a topic's sentence", about, 1, LONGEST_ABOUT);
        commands = List.copyOf(commands);
    }
}
