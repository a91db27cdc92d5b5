package dev.holdfast.toy.kudos;

import dev.holdfast.kit.command.IntegrityCheck;
import dev.holdfast.kit.database.UnitOfWork;
import jakarta.inject.Singleton;

/** Kudos belong to somebody. */
@Singleton
final class KudosCheck implements IntegrityCheck {

    @Override
    public String name() {
        return "kudos-have-an-owner";
    }

    @Override
    public String table() {
        return KudosFeature.TABLE;
    }

    @Override
    public Finding check(UnitOfWork work) {
        var rows = KudosStore.ofNobody(work);
        return rows == 0
                ? new Finding.Sound(KudosStore.members(work))
                : new Finding.Broken("%d rows belong to nobody".formatted(rows));
    }
}
