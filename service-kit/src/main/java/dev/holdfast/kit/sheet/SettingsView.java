package dev.holdfast.kit.sheet;

import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Select;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Draws settings: a page of them, one to be picked for, and what was changed. */
public final class SettingsView {

    static final String PAGE = "page.";
    static final String SET = "set.";
    static final String EMPTY = "empty.";

    /** Settings to a page: what fits on one card. */
    static final int PAGE_SIZE = 12;

    private static final int LONGEST_DESCRIBED = 100;
    private static final String EMOJI = "⚙️";
    private static final String PICK = "pick.";

    private final Texts texts = Texts.of("kit");

    /** A page of all settings, each with its value and its meaning, and a list to pick one from. */
    Content page(Invocation invocation, int page, SequencedMap<String, SettingLine> lines) {
        var all = List.copyOf(lines.values());
        var pages = pages(all.size());
        var shown = Math.clamp(page, 0, pages - 1);
        var card = Card.info(EMOJI, texts.say(invocation, "settings.title"));
        var sheet = "";
        for (var line : onPage(all, shown)) {
            if (!line.sheet().equals(sheet)) {
                sheet = line.sheet();
                card = card.divider().line("**%s**".formatted(sheet));
            }
            card = card.field(line.title(), line.shown()).line("-# " + line.meaning());
        }
        if (pages > 1) {
            card = card.fine(texts.say(invocation, "settings.page", shown + 1, pages));
        }
        return navigable(invocation, Content.card(card), all, shown);
    }

    private Content navigable(
            Invocation invocation, Content content, List<SettingLine> all, int page) {
        var with = content.row(list(invocation, onPage(all, page), page));
        var buttons = new ArrayList<Button>();
        if (page > 0) {
            buttons.add(Button.of(texts.say(invocation, "settings.previous"), PAGE + (page - 1)));
        }
        if (page + 1 < pages(all.size())) {
            buttons.add(Button.of(texts.say(invocation, "settings.next"), PAGE + (page + 1)));
        }
        return buttons.isEmpty() ? with : with.row(buttons.toArray(Button[]::new));
    }

    private Select list(Invocation invocation, List<SettingLine> lines, int page) {
        var options =
                lines.stream()
                        .map(line ->
                                Select.Option.of(line.title(), line.key())
                                        .described(described(line)))
                        .toList();
        return Select.of(PICK + page, options).placeholder(texts.say(invocation, "settings.pick"));
    }

    /** A list shows no markup: an id says nothing there, and nothing needs escaping. */
    private static String described(SettingLine line) {
        if (line.written().isEmpty()) {
            return line.shown();
        }
        return switch (line.setting().kind().word()) {
            case CHANNEL, ROLE -> line.sheet();
            case TEXT, TIME_ZONE ->
                    UserText.shorten(UserText.clean(line.written()), LONGEST_DESCRIBED);
            case NUMBER, CHOICE, DURATION, YES_NO, LANGUAGE -> line.shown();
        };
    }

    /** What was changed, before and after, with the same list as the page it is on. */
    Content changed(
            Invocation invocation,
            Collection<String> keys,
            SequencedMap<String, SettingLine> before,
            SequencedMap<String, SettingLine> now) {
        var all = List.copyOf(now.values());
        var first = all.stream().filter(line -> keys.contains(line.key())).findFirst();
        var page = first.map(line -> all.indexOf(line) / PAGE_SIZE).orElse(0);
        var content = Content.card(card(invocation, keys, before, now));
        return content.row(list(invocation, onPage(all, page), page))
                .row(Button.of(texts.say(invocation, "settings.all"), PAGE + page));
    }

    /** What was changed, before and after; or that it was so already. */
    public Card card(
            Invocation invocation,
            Collection<String> keys,
            SequencedMap<String, SettingLine> before,
            SequencedMap<String, SettingLine> now) {
        var isSame = keys.stream().allMatch(key -> isSame(before.get(key), now.get(key)));
        var title = texts.say(invocation, isSame ? "settings.same" : "settings.changed");
        var card = Card.info(EMOJI, title);
        for (var line : now.values()) {
            var old = before.get(line.key());
            if (old != null && keys.contains(line.key())) {
                var became = isSame(old, line) ? "" : old.shown() + " → ";
                card =
                        card.field(line.title(), "%s**%s**".formatted(became, line.shown()))
                                .line("-# " + line.meaning());
            }
        }
        return card;
    }

    private static boolean isSame(@Nullable SettingLine before, @Nullable SettingLine now) {
        return before != null && now != null && before.written().equals(now.written());
    }

    /**
     * One setting with something to pick its value from.
     *
     * @param list of values or, where it is a channel's or a role's, of what there is
     */
    Content one(Invocation invocation, SettingLine line, int page, Select list) {
        var card =
                Card.info(EMOJI, line.title())
                        .field(texts.say(invocation, "settings.now"), line.shown())
                        .line("-# " + line.meaning());
        var buttons = new ArrayList<Button>();
        if (line.setting().optional() && !line.written().isEmpty()) {
            buttons.add(Button.of(texts.say(invocation, "settings.empty"), EMPTY + line.key()));
        }
        buttons.add(Button.of(texts.say(invocation, "settings.all"), PAGE + page));
        return Content.card(card).row(list).row(buttons.toArray(Button[]::new));
    }

    private static List<SettingLine> onPage(List<SettingLine> all, int page) {
        var from = page * PAGE_SIZE;
        return all.subList(from, Math.min(from + PAGE_SIZE, all.size()));
    }

    private static int pages(int settings) {
        return Math.ceilDiv(settings, PAGE_SIZE);
    }
}
