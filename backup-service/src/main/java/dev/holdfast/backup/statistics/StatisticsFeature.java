package dev.holdfast.backup.statistics;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import jakarta.inject.Singleton;
import java.util.List;

/** Statistics as a feature; it keeps nothing. */
@Singleton
final class StatisticsFeature implements Feature {

    static final String NAME = "statistics";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<DataTable> tables() {
        return List.of();
    }
}
