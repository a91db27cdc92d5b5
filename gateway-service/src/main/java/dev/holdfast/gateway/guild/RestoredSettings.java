package dev.holdfast.gateway.guild;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.restore.RestoreListener;
import dev.holdfast.kit.restore.RestoredRows;
import jakarta.inject.Singleton;

/**
 * A guild's prefix and language count at once where a restore changed them; in other gateways after
 * a few seconds.
 */
@Singleton
record RestoredSettings(KnownSettings settings) implements RestoreListener {

    @Override
    public String feature() {
        return GuildSettings.KEY.feature();
    }

    @Override
    public void restored(RestoredRows rows, UnitOfWork work) {
        var guild = work.guild();
        work.afterCommit(() -> settings.refresh(guild));
    }
}
