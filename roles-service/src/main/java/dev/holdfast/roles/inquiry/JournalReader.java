package dev.holdfast.roles.inquiry;

import dev.holdfast.kit.database.UnitOfWork;
import java.util.List;

/** Reads the journal by pages. */
final class JournalReader {

    private JournalReader() {}

    /**
     * A page, the newest first.
     *
     * @param newer whether there are newer entries
     * @param older whether there are older entries
     */
    record Shown(List<JournalEntry> entries, boolean newer, boolean older) {}

    static Shown read(UnitOfWork work, JournalPage page, int most) {
        if (page.side() == JournalPage.Side.NEWER) {
            var found = InquiryStore.newer(work, page, most + 1);
            var more = found.size() > most;
            var entries = (more ? found.subList(0, most) : found).reversed();
            return new Shown(List.copyOf(entries), more, true);
        }
        var found = InquiryStore.older(work, page, most + 1);
        var more = found.size() > most;
        return new Shown(
                List.copyOf(more ? found.subList(0, most) : found),
                page.side() == JournalPage.Side.OLDER,
                more);
    }
}
