package dev.holdfast.gateway.catalog;

import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.CommandSpec;

/** One command and the service that owns it. */
public record CatalogEntry(String service, CommandSpec spec) {

    public CommandPath path() {
        return spec.path();
    }
}
