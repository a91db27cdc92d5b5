package dev.holdfast.gateway.help;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import jakarta.inject.Singleton;
import java.util.List;

/** Explains the commands; it keeps nothing. */
@Singleton
final class HelpFeature implements Feature {

    @Override
    public String name() {
        return "help";
    }

    @Override
    public List<DataTable> tables() {
        return List.of();
    }
}
