package dev.holdfast.ctl;

import java.util.List;

/**
 * What happened, the newest last.
 *
 * @param troubles why it may not be all
 */
record Timeline(boolean fine, List<Entry> timeline, List<String> troubles) implements Report {

    Timeline {
        timeline = List.copyOf(timeline);
        troubles = List.copyOf(troubles);
    }

    @Override
    public void show(Console console) {
        timeline.forEach(entry -> console.line(entry.words().toArray(Word[]::new)));
        troubles.forEach(console::complain);
    }
}
