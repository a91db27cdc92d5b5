package dev.holdfast.gateway.operator;

import dev.holdfast.kit.protocol.AlertEffect;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Alerts that are told as one message: the first of them, shortened unless it is the only one, then
 * how many more there are.
 *
 * @param alerts oldest first; at least one
 */
record AlertDigest(List<AlertDigest.Said> alerts) {

    private static final Texts TEXTS = Texts.of("operator");
    private static final int MOST_SHOWN = 4;
    private static final int LONGEST = 400;
    private static final int LONGEST_ALONE = 1_400;

    /** Who said what. */
    record Said(String service, String text) {}

    AlertDigest {
        alerts = List.copyOf(alerts);
    }

    Card card() {
        var card = Card.loss(TEXTS.english("emoji"), title());
        for (var line : shown()) {
            card = card.line(line);
        }
        var hidden = hidden();
        if (hidden > 0) {
            card = card.line(TEXTS.english("more", hidden));
        }
        return card.fine(TEXTS.english("why"));
    }

    /** For the webhook. */
    String text() {
        var lines = String.join("\n\n", shown());
        var more = hidden() > 0 ? "\n\n" + TEXTS.english("more", hidden()) : "";
        return UserText.shorten(title() + "\n\n" + lines + more, AlertEffect.PostAlert.LONGEST);
    }

    private String title() {
        return TEXTS.english("title", alerts.size());
    }

    private List<String> shown() {
        var counted = counted();
        var longest = counted.size() == 1 ? LONGEST_ALONE : LONGEST;
        return counted.entrySet().stream()
                .limit(MOST_SHOWN)
                .map(it -> line(it.getKey(), it.getValue(), longest))
                .toList();
    }

    private static String line(Said said, long times, int longest) {
        var text = UserText.shorten(said.text(), longest);
        var key = times == 1 ? "line" : "line.times";
        return TEXTS.english(key, said.service(), text, times);
    }

    private long hidden() {
        return counted().values().stream().skip(MOST_SHOWN).mapToLong(it -> it).sum();
    }

    private LinkedHashMap<Said, Long> counted() {
        return alerts.stream()
                .collect(
                        Collectors.groupingBy(
                                Function.identity(), LinkedHashMap::new, Collectors.counting()));
    }
}
