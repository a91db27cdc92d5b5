package dev.holdfast.health.usage;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is kept of usage: counts that name nobody, and what people said about the bot. */
@Singleton
final class UsageFeature implements Feature {

    static final String NAME = "usage";
    static final String EMOJI = "🩺";
    private static final String GUILD = "guild_id";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<DataTable> tables() {
        return List.of(
                counted("usage_minute"),
                counted("usage_period"),
                counted("usage_members"),
                counted("usage_server"),
                table("feedback", "user_id", OnRestore.MERGE, "given_at"));
    }

    /** That a guild was left is counted for as long as it is left; the row says nothing else. */
    @Override
    public Set<String> outlivesGuild() {
        return Set.of("usage_server");
    }

    private static DataTable counted(String name) {
        return table(name, null, OnRestore.NEVER, null);
    }

    private static DataTable table(
            String name, @Nullable String user, OnRestore onRestore, @Nullable String written) {
        return new DataTable(NAME, name, GUILD, user, onRestore, written);
    }
}
