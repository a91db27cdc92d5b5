package dev.holdfast.kit.person;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.database.KitTables;
import dev.holdfast.kit.database.PersonalRows;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.outbox.Effects;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.timer.Timers;
import java.time.Instant;
import java.util.List;

/**
 * What the kit's own tables keep of a person. No bean: the kit is no feature of any service, and
 * its tables are in the data map already.
 */
record KitPersonalData(Effects effects, Timers timers) implements Feature {

    @Override
    public String name() {
        return "kit";
    }

    @Override
    public List<DataTable> tables() {
        return KitTables.ALL;
    }

    /** The tombstone itself is not forgotten. */
    @Override
    public boolean keeps(UserId user, Instant before, UnitOfWork work) {
        var others =
                tables().stream().filter(it -> !it.table().equals(KitTables.TOMBSTONE)).toList();
        return PersonalRows.areKept(others, user, before, work);
    }

    /** Operations, audit, effects and timers stay, with nobody's name; tombstones are the proof. */
    @Override
    public int forget(UserId user, Instant before, UnitOfWork work) {
        return PersonStore.forgetInRecords(work, user, before)
                + effects.forget(user, before, work)
                + timers.forget(user, before, work);
    }
}
