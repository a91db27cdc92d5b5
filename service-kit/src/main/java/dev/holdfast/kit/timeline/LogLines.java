package dev.holdfast.kit.timeline;

import java.time.Instant;
import java.util.List;

/**
 * Log lines that a search found.
 *
 * @param complete false: there is more, or some files were not looked into for their size
 */
public record LogLines(List<Line> lines, boolean complete) {

    public LogLines {
        lines = List.copyOf(lines);
    }

    /**
     * One of them.
     *
     * @param file the name of its file, which is that of a system
     * @param text behind its instant; at most 1,000 characters
     */
    public record Line(Instant at, String file, String text) {}
}
