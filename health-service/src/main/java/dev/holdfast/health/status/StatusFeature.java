package dev.holdfast.health.status;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import jakarta.inject.Singleton;
import java.util.List;

/** Commands about health; they keep nothing. */
@Singleton
final class StatusFeature implements Feature {

    static final String NAME = "status";
    static final String EMOJI = "🩺";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<DataTable> tables() {
        return List.of();
    }
}
