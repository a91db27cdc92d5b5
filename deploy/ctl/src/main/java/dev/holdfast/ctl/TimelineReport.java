package dev.holdfast.ctl;

import java.util.List;

/**
 * What happened, the newest last.
 *
 * @param troubles why it may not be all
 */
record TimelineReport(boolean fine, List<TimelineLine> timeline, List<String> troubles)
        implements CommandReport {

    TimelineReport {
        timeline = List.copyOf(timeline);
        troubles = List.copyOf(troubles);
    }

    @Override
    public void show(Terminal console) {
        timeline.forEach(entry -> console.line(entry.words().toArray(StyledText[]::new)));
        troubles.forEach(console::complain);
    }
}
