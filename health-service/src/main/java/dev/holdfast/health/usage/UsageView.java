package dev.holdfast.health.usage;

import dev.holdfast.health.usage.UsagePicture.Bars;
import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows how a server, or everybody, uses the bot. */
@Singleton
final class UsageView {

    private static final String COMMANDS = "commands.png";
    private static final String MEMBERS = "members.png";
    private static final int MOST_TOP = 5;
    private static final int LONGEST_WORDS = 200;

    /** What is charted is a history: one bar tells nothing. */
    private static final int FEWEST_DAYS = 2;

    private final UsageWords words;

    @Inject
    UsageView(UsageWords words) {
        this.words = words;
    }

    /** An admin's own server. */
    Content server(Invocation invocation, UsageFigures figures) {
        var locale = locale(invocation);
        var files = new ArrayList<Attachment>();
        var card = used(Card.info(UsageFeature.EMOJI, say(locale, "title")), locale, figures);
        card = people(card, locale, figures);
        card = charts(card, locale, figures, files).fine(say(locale, "fine"));
        return Content.card(card, files.toArray(Attachment[]::new))
                .buttons(Button.runs(say(locale, "help"), "help"));
    }

    /** Everything, for those who run the bot. */
    Content bot(Invocation invocation, UsageFigures figures, Growth growth) {
        var locale = locale(invocation);
        var files = new ArrayList<Attachment>();
        var card = used(Card.info(UsageFeature.EMOJI, say(locale, "bot.title")), locale, figures);
        card = list(card, say(locale, "goals"), words.goals(locale, figures.all()));
        card = people(card, locale, figures);
        card = grown(card, locale, growth);
        card = list(card, say(locale, "words"), written(locale, growth));
        card = charts(card, locale, figures, files).fine(say(locale, "fine"));
        return Content.card(card, files.toArray(Attachment[]::new));
    }

    private Card used(Card card, Locale locale, UsageFigures figures) {
        var all = figures.all().all();
        var counted = card.amount(say(locale, "amount", all));
        if (all == 0) {
            return counted.line(say(locale, "none"));
        }
        var shown =
                counted.field(
                                say(locale, "perday"),
                                say(
                                        locale,
                                        "perday.value",
                                        Math.max(
                                                1, Math.round((double) all / days(figures).size())),
                                        today(figures)))
                        .field(say(locale, "success"), words.successes(locale, figures.all()))
                        .field(say(locale, "times"), words.times(locale, figures));
        return list(shown, say(locale, "top"), words.top(locale, figures, MOST_TOP));
    }

    private static Card list(Card before, String title, List<String> items) {
        var card = items.isEmpty() ? before : before.line("**" + title + "**");
        for (var item : items) {
            card = card.item(item);
        }
        return card;
    }

    private List<String> written(Locale locale, Growth growth) {
        return growth.words().stream()
                .map(each ->
                        say(
                                locale,
                                "words.value",
                                "★".repeat(each.score()),
                                UserText.show(each.text(), LONGEST_WORDS)))
                .toList();
    }

    private static long today(UsageFigures figures) {
        var days = figures.days();
        return days.isEmpty() ? 0 : List.copyOf(days.values()).getLast().all();
    }

    private Card people(Card card, Locale locale, UsageFigures figures) {
        var shown = card;
        if (!figures.members().isEmpty()) {
            shown =
                    shown.field(
                                    say(locale, "active"),
                                    words.active(locale, figures.members().getLast()))
                            .field(
                                    say(locale, "members"),
                                    say(
                                            locale,
                                            "members.value",
                                            figures.joined(),
                                            figures.departed()));
        }
        return shown.field(
                say(locale, "satisfaction"), words.satisfaction(locale, figures.satisfaction()));
    }

    private Card grown(Card card, Locale locale, Growth growth) {
        var servers = growth.servers();
        return card.field(
                        say(locale, "servers"),
                        say(
                                locale,
                                "servers.value",
                                servers.here(),
                                servers.joined(),
                                servers.departed()))
                .field(say(locale, "stayed"), words.stayed(locale, servers))
                .field(say(locale, "database"), words.size(growth.databaseBytes()));
    }

    private Card charts(Card before, Locale locale, UsageFigures figures, List<Attachment> files) {
        var card = before;
        var days = days(figures);
        if (figures.days().size() >= FEWEST_DAYS) {
            var answered =
                    bars(say(locale, "chart.answered"), days, figures.days(), Counts::successes);
            var failed = bars(say(locale, "chart.failed"), days, figures.days(), Counts::failures);
            files.add(
                    UsagePicture.chart(
                            COMMANDS,
                            say(locale, "chart.commands"),
                            days.getFirst(),
                            List.of(answered, failed)));
            card =
                    card.picture(
                            COMMANDS,
                            say(
                                    locale,
                                    "chart.commands.alt",
                                    figures.all().all(),
                                    days.size(),
                                    figures.all().failures()));
        }
        return members(card, locale, figures, files);
    }

    private Card members(Card card, Locale locale, UsageFigures figures, List<Attachment> files) {
        var known = figures.members().stream().filter(day -> !day.isFew()).toList();
        if (known.size() < FEWEST_DAYS) {
            return card;
        }
        var days = days(figures);
        var active = known.stream().collect(Collectors.toMap(MemberDay::day, MemberDay::active));
        var bars = bars(say(locale, "chart.active"), days, active, Integer::longValue);
        files.add(
                UsagePicture.chart(
                        MEMBERS, say(locale, "chart.members"), days.getFirst(), List.of(bars)));
        return card.picture(
                MEMBERS, say(locale, "chart.members.alt", known.size(), known.getLast().active()));
    }

    /** From the first day of which anything is known to the last. */
    private static List<Instant> days(UsageFigures figures) {
        var known =
                Stream.concat(
                                figures.days().keySet().stream(),
                                figures.members().stream().map(MemberDay::day))
                        .sorted()
                        .toList();
        return known.isEmpty()
                ? List.of()
                : Stream.iterate(
                                known.getFirst(),
                                day -> !day.isAfter(known.getLast()),
                                day -> day.plus(1, ChronoUnit.DAYS))
                        .toList();
    }

    private static <T> Bars bars(
            String name, List<Instant> days, Map<Instant, T> values, Function<T, Long> value) {
        return new Bars(
                name,
                days.stream()
                        .map(day -> values.containsKey(day) ? value.apply(values.get(day)) : 0L)
                        .toList());
    }

    private static Locale locale(Invocation invocation) {
        return Locale.forLanguageTag(invocation.locale());
    }

    private String say(Locale locale, String key, Object... arguments) {
        return words.say(locale, key, arguments);
    }
}
