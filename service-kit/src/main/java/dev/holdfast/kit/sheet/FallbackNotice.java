package dev.holdfast.kit.sheet;

import dev.holdfast.kit.alert.Alert;
import dev.holdfast.kit.alert.Alerts;
import dev.holdfast.kit.database.SettingsFallback;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.loop.WorkQueue;
import dev.holdfast.kit.protocol.CommandMention;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Tells a guild's admins, once, which of their stored settings this build refuses and what holds in
 * place of them.
 */
@Singleton
final class FallbackNotice {

    private static final Logger LOG = Logger.getLogger("holdfast.settings");
    private static final int MOST_WAITING = 1_000;
    private static final int LONGEST_SHOWN = 60;

    private final Sheets sheets;
    private final UnitsOfWork units;
    private final Alerts alerts;
    private final Clock clock;
    private final Texts texts = Texts.of("kit");
    private final WorkQueue<SettingsFallback> queue;

    FallbackNotice(
            Sheets sheets, UnitsOfWork units, Alerts alerts, Clock clock, PollingLoops loops) {
        this.sheets = sheets;
        this.units = units;
        this.alerts = alerts;
        this.clock = clock;
        this.queue = new WorkQueue<>(loops, "settings-fallback", MOST_WAITING, this::tell, _ -> {});
    }

    void start(@Observes StartupEvent event) {
        queue.start();
        units.fallbacks().listen(queue::offer);
    }

    @PreDestroy
    void stop() {
        queue.interrupt();
    }

    void tell(SettingsFallback fallback) {
        var key = OperationKey.of("settings-%s:%s".formatted(UUID.randomUUID(), clock.instant()));
        units.write(
                fallback.guild(),
                key,
                work -> {
                    var isNews = FallbackStore.note(work, fallback);
                    if (isNews) {
                        LOG.warnf("refuses stored settings: %s", fallback);
                        sheets.of(fallback.feature())
                                .ifPresent(sheet -> alert(sheet, fallback, work));
                    }
                    return isNews;
                });
    }

    private void alert(SettingsSheet sheet, SettingsFallback fallback, UnitOfWork work) {
        var specs =
                sheet.spec().settings().stream()
                        .collect(Collectors.toMap(spec -> spec.key(), spec -> spec));
        var lines =
                sheet.settings().stream()
                        .filter(setting -> fallback.refused().containsKey(setting.property()))
                        .map(setting -> {
                            var spec = Objects.requireNonNull(specs.get(setting.key()));
                            var stored = fallback.refused().getOrDefault(setting.property(), "");
                            return texts.english(
                                    "settings.fallback.line",
                                    spec.title(),
                                    UserText.show(stored, LONGEST_SHOWN),
                                    UserText.show(spec.defaultValue(), LONGEST_SHOWN),
                                    setting.kind().bounds(Locale.ENGLISH));
                        })
                        .map(String::strip)
                        .collect(Collectors.joining("\n"));
        var text = texts.english("settings.fallback", lines, CommandMention.of(sheets.path()));
        alerts.guild(work, new Alert("settings.fallback", fallback.feature() + lines, text));
    }
}
