package dev.holdfast.kit.sheet;

import dev.holdfast.kit.command.IntegrityCheck;
import dev.holdfast.kit.database.UnitOfWork;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;

/** What a guild has set can be read, and lies within today's bounds. */
@Singleton
final class SettingsIntegrity implements IntegrityCheck {

    private final List<SettingsSheet> sheets;
    private final Sheets all;

    SettingsIntegrity(@All List<SettingsSheet> sheets, Sheets all) {
        this.sheets = List.copyOf(sheets);
        this.all = all;
    }

    @Override
    public String name() {
        return "settings-are-within-bounds";
    }

    @Override
    public String table() {
        return "setting";
    }

    @Override
    public String whatToDo() {
        return "Set it anew with /%s; until then its default holds.".formatted(all.path());
    }

    @Override
    public Finding check(UnitOfWork work) {
        var refused = sheets.stream().flatMap(sheet -> sheet.refused(work).stream()).toList();
        return refused.isEmpty()
                ? new Finding.Sound(sheets.size())
                : new Finding.Broken(String.join("; ", refused));
    }
}
