package dev.holdfast.gateway.ping;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import jakarta.inject.Singleton;
import java.util.List;

/** Measures the ways; it keeps nothing. */
@Singleton
final class PingFeature implements Feature {

    @Override
    public String name() {
        return "ping";
    }

    @Override
    public List<DataTable> tables() {
        return List.of();
    }
}
