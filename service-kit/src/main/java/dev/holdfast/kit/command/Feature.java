package dev.holdfast.kit.command;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.UserId;
import java.util.List;

/** One folder of a service: what it keeps and how it forgets a person. */
public interface Feature {

    /** Its folder's name under java, db/migration, test and text. */
    String name();

    /** Every table that it owns. */
    List<DataTable> tables();

    /** Removes what it knows of the person in the unit's guild. */
    void forget(UserId user, UnitOfWork work);
}
