package dev.holdfast.kit.sheet;

import dev.holdfast.kit.command.AnyCommand;
import dev.holdfast.kit.command.SettingsPart;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.SheetSpec;
import dev.holdfast.kit.settings.Setting;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** All sheets of the service. Safe for any thread. */
@Singleton
public final class Sheets implements SettingsPart {

    private final List<SettingsSheet> sheets;
    private final CommandPath path;

    /**
     * Checks that no two settings have the same key.
     *
     * @param root of its commands for admins, where that is not its name
     */
    Sheets(
            @All List<SettingsSheet> sheets,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "holdfast.settings.root") Optional<String> root) {
        this.sheets =
                sheets.stream()
                        .sorted(Comparator.comparing(sheet -> sheet.settings().getFirst().key()))
                        .toList();
        this.path = CommandPath.of(root.orElse(service) + " settings");
        var keys = new HashSet<String>();
        for (var setting : settings()) {
            if (!keys.add(setting.key())) {
                throw new IllegalStateException(
                        "Two settings are called %s.".formatted(setting.key()));
            }
        }
    }

    @Override
    public Optional<AnyCommand> command() {
        return sheets.isEmpty() ? Optional.empty() : Optional.of(new SettingsCommand(this));
    }

    @Override
    public List<SheetSpec> sheets() {
        return sheets.stream().map(SettingsSheet::spec).toList();
    }

    /** The sheet of a feature, if it has one. */
    Optional<SettingsSheet> of(String feature) {
        return sheets.stream().filter(sheet -> sheet.feature().equals(feature)).findFirst();
    }

    /** The command that shows and changes them. */
    CommandPath path() {
        return path;
    }

    List<Setting> settings() {
        return sheets.stream().flatMap(sheet -> sheet.settings().stream()).toList();
    }

    /** By key, as they are shown. */
    public SequencedMap<String, SettingLine> lines(Locale locale, UnitOfWork work) {
        var lines = new LinkedHashMap<String, SettingLine>();
        for (var sheet : sheets) {
            sheet.lines(locale, work).forEach(line -> lines.put(line.key(), line));
        }
        return lines;
    }

    /** As {@link SettingsSheet#change}, of whichever sheets. */
    public void change(Map<String, String> wanted, Invocation invocation, UnitOfWork work) {
        sheets.forEach(sheet -> sheet.change(wanted, invocation, work));
    }
}
