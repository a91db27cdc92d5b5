package dev.holdfast.health.integrity;

import dev.holdfast.health.integrity.CheckReader.Answer;
import dev.holdfast.health.status.GuildFinding;
import dev.holdfast.health.status.GuildFindings;
import dev.holdfast.kit.protocol.CheckResult;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the services' checks found in one guild, and what its admins can do about it. */
@Singleton
final class CheckFindings implements GuildFindings {

    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final int LONGEST_DETAIL = 350;

    private final CheckReader reader;
    private final Texts texts = Texts.of(IntegrityFeature.NAME);

    CheckFindings(CheckReader reader) {
        this.reader = reader;
    }

    @Override
    public List<GuildFinding> of(GuildId guild) throws InterruptedException {
        var broken = new ArrayList<GuildFinding>();
        var unknown = new ArrayList<GuildFinding>();
        for (var service : reader.services()) {
            switch (reader.of(guild, service, LONGEST)) {
                case Answer.Told(var results) ->
                        results.stream()
                                .filter(result -> !result.passed())
                                .forEach(result ->
                                        (result.unknown() ? unknown : broken).add(say(result)));
                case Answer.Silent _ ->
                        unknown.add(
                                new GuildFinding(
                                        texts.english("service.unknown", service),
                                        texts.english("service.unknown.detail"),
                                        texts.english("finding.unknown.do")));
            }
        }
        broken.addAll(unknown);
        return broken;
    }

    private GuildFinding say(CheckResult result) {
        var what = result.unknown() ? "finding.unknown" : "finding.broken";
        var advice =
                result.unknown() || result.whatToDo().isBlank()
                        ? texts.english("finding.unknown.do")
                        : result.whatToDo();
        return new GuildFinding(
                texts.english(what, words(result.name())),
                UserText.show(result.detail(), LONGEST_DETAIL),
                advice);
    }

    private static String words(String name) {
        var words = name.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
