package dev.holdfast.roles.verification;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.restore.RestoreListener;
import dev.holdfast.kit.restore.RestoredRows;
import jakarta.inject.Singleton;
import java.util.Locale;

/** The panel of a setup that came back is posted anew, in place of the one it knows. */
@Singleton
record RestoredPanel(Panel panel) implements RestoreListener {

    @Override
    public String feature() {
        return VerificationFeature.NAME;
    }

    @Override
    public void restored(RestoredRows rows, UnitOfWork work) {
        SetupStore.find(work)
                .filter(Setup::active)
                .ifPresent(setup -> panel.post(work, setup, Locale.ENGLISH));
    }
}
