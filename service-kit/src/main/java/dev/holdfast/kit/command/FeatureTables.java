package dev.holdfast.kit.command;

import dev.holdfast.kit.database.DataTables;
import dev.holdfast.kit.database.KitTables;
import dev.holdfast.kit.protocol.DataTable;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** The kit's tables and those of the features. */
@Singleton
final class FeatureTables implements DataTables {

    private final List<Feature> features;

    FeatureTables(@All List<Feature> features) {
        this.features = features;
    }

    @Override
    public List<DataTable> all() {
        return Stream.concat(
                        KitTables.ALL.stream(),
                        features.stream().flatMap(feature -> feature.tables().stream()))
                .toList();
    }
}
