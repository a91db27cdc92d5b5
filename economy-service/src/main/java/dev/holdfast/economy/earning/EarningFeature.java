package dev.holdfast.economy.earning;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import dev.holdfast.kit.sheet.RecordSheet;
import dev.holdfast.kit.sheet.SettingsSheet;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Earning as a feature: who took what when, and when this service was away. */
@Singleton
final class EarningFeature implements Feature {

    static final String NAME = "earning";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<DataTable> tables() {
        return List.of(
                new DataTable(
                        NAME, "claim", "guild_id", "user_id", OnRestore.REPLACE, "claimed_at"),
                new DataTable(NAME, "heartbeat", null, null, OnRestore.NEVER),
                new DataTable(NAME, "outage", null, null, OnRestore.NEVER));
    }

    @Produces
    @Singleton
    static SettingsSheet sheet() {
        return new RecordSheet<>(EarningSettings.KEY);
    }

    static Content with(Card card, List<Button> buttons) {
        var content = Content.card(card);
        return buttons.isEmpty() ? content : content.buttons(buttons.toArray(Button[]::new));
    }

    /** An instant as Discord shows it to each reader, in full and as “in 3 hours”. */
    static String dated(Instant instant) {
        var second = instant.getEpochSecond();
        return String.format(Locale.ROOT, "<t:%d:f> (<t:%d:R>)", second, second);
    }

    /** An instant as Discord shows it to each reader: “in 3 hours”. */
    static String relative(Instant instant) {
        return "<t:%d:R>".formatted(instant.getEpochSecond());
    }
}
