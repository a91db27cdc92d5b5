package dev.holdfast.gateway.effect;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import jakarta.inject.Singleton;
import java.util.List;

/** Stores effects and their outcomes; about a person, only the text of a refusal. */
@Singleton
final class EffectFeature implements Feature {

    @Override
    public String name() {
        return "effect";
    }

    @Override
    public List<DataTable> tables() {
        return List.of(new DataTable(name(), "effect", "guild_id", null, OnRestore.NEVER));
    }
}
