package dev.holdfast.economy.leaderboard;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import jakarta.inject.Singleton;
import java.util.List;

/** The leaderboard as a feature: it keeps nothing, and lists what the ledger has. */
@Singleton
final class LeaderboardFeature implements Feature {

    static final String NAME = "leaderboard";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<DataTable> tables() {
        return List.of();
    }
}
