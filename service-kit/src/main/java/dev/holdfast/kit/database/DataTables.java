package dev.holdfast.kit.database;

import dev.holdfast.kit.protocol.DataTable;
import java.util.List;

/** Every table that the service has, the kit's included, as its features name them. */
public interface DataTables {

    List<DataTable> all();
}
