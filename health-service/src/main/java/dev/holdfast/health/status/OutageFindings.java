package dev.holdfast.health.status;

import dev.holdfast.health.probe.Verdict;
import dev.holdfast.health.statuspage.PublicStatus.Line;
import dev.holdfast.health.statuspage.StatusPage;
import dev.holdfast.health.statuspage.StatusWords;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;

/** What does not work for anybody, and so neither in this server. */
@Singleton
record OutageFindings(StatusPage page, StatusWords words) implements GuildFindings {

    private static final Texts TEXTS = Texts.of(StatusFeature.NAME);

    @Override
    public List<GuildFinding> of(GuildId guild) {
        return page.now().lines().stream()
                .filter(line -> line.verdict() != Verdict.WELL)
                .sorted((one, other) -> Boolean.compare(isDown(other), isDown(one)))
                .map(this::finding)
                .toList();
    }

    private static boolean isDown(Line line) {
        return line.verdict() == Verdict.DOWN;
    }

    private GuildFinding finding(Line line) {
        var name = UserText.show(words.name(Locale.ENGLISH, line.component()));
        var verdict = words.verdict(Locale.ENGLISH, line.verdict());
        var since = line.since();
        var key = "outage." + line.verdict().name().toLowerCase(Locale.ROOT);
        return new GuildFinding(
                TEXTS.english("outage.title", name, verdict),
                since == null
                        ? ""
                        : TEXTS.english("outage.since", Long.toString(since.getEpochSecond())),
                TEXTS.english(key));
    }
}
