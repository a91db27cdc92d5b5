package dev.holdfast.economy.wallet;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.sheet.RecordSheet;
import dev.holdfast.kit.sheet.SettingsSheet;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** The wallet as a feature: what it shows and moves is kept by the ledger. */
@Singleton
final class WalletFeature implements Feature {

    @Override
    public String name() {
        return "wallet";
    }

    @Override
    public List<DataTable> tables() {
        return List.of();
    }

    @Produces
    @Singleton
    static SettingsSheet sheet() {
        return new RecordSheet<>(WalletSettings.KEY);
    }
}
