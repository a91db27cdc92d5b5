package dev.holdfast.gateway.catalog;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import jakarta.inject.Singleton;
import java.util.List;

/** What the catalog keeps: commands and their owners, and nothing of any guild or person. */
@Singleton
final class CatalogFeature implements Feature {

    @Override
    public String name() {
        return "catalog";
    }

    @Override
    public List<DataTable> tables() {
        return List.of(
                table("catalog_manifest"),
                table("catalog_command"),
                table("catalog_publication"),
                table("catalog_operator_guild"));
    }

    private DataTable table(String name) {
        return new DataTable(name(), name, null, null, OnRestore.NEVER);
    }
}
