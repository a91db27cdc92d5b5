package dev.holdfast.gateway.effect;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import jakarta.inject.Singleton;
import java.util.List;

/** What was ordered and what became of it; of a person it keeps nothing but what a refusal says. */
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
