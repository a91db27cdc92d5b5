package dev.holdfast.health.error;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/**
 * Errors as a feature. It keeps nobody's id: who met an error is left out when it is collected, and
 * numbers as long as an id are taken out of messages. So there is nothing to export or forget.
 */
@Singleton
final class ErrorFeature implements Feature {

    static final String NAME = "error";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<DataTable> tables() {
        return Stream.of("error_group", "error_tally", "error_source", "error_hour", "error_day")
                .map(table -> new DataTable(NAME, table, null, null, OnRestore.NEVER))
                .toList();
    }
}
