package dev.holdfast.gateway.catalog;

import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Manifest;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps the catalog across restarts, each change in a unit of work of no guild. */
@Singleton
record CatalogRecord(UnitsOfWork work, CatalogStore store, Clock clock) {

    private static final UserId NOBODY = new UserId(0);

    /** What was kept. */
    record Kept(List<Manifest> manifests, Map<CommandPath, String> owners) {}

    Kept read() {
        return work.read(
                GuildId.DIRECT,
                NOBODY,
                unit -> new Kept(store.manifests(unit), store.owners(unit)));
    }

    Optional<String> published(String application) {
        return work.read(GuildId.DIRECT, NOBODY, unit -> store.published(application, unit));
    }

    void keep(List<Manifest> manifests, Map<CommandPath, String> owners) {
        change(
                "catalog",
                unit -> {
                    manifests.forEach(manifest -> store.keep(manifest, unit));
                    store.keepOwners(owners, unit);
                });
    }

    void keepPublished(String application, String hash) {
        change("publication", unit -> store.keepPublished(application, hash, unit));
    }

    List<GuildId> operatorGuilds(String application) {
        return work.read(GuildId.DIRECT, NOBODY, unit -> store.operatorGuilds(application, unit));
    }

    void keepOperatorGuild(String application, GuildId guild, String hash) {
        change(
                "operator-guild-" + guild,
                unit -> store.keepOperatorGuild(application, guild, hash, unit));
    }

    void dropOperatorGuild(String application, GuildId guild) {
        change(
                "operator-guild-" + guild,
                unit -> store.dropOperatorGuild(application, guild, unit));
    }

    static String hash(String text) {
        return RequestHash.of(text).toString();
    }

    private void change(String job, Consumer<UnitOfWork> body) {
        var cause = OperationKey.of(job + ":" + clock.instant());
        var _ =
                work.write(
                        GuildId.DIRECT,
                        cause,
                        unit -> {
                            body.accept(unit);
                            return job;
                        });
    }
}
