package dev.holdfast.health.error;

import dev.holdfast.health.error.ErrorCountStore.DayCount;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Control;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Draws one kind of error. */
@Singleton
final class ErrorView {

    private static final String FILE = "errors.png";
    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST_MESSAGE = 700;
    private static final int LONGEST_FRAME = 150;
    private static final int MOST_FRAMES = 5;
    private static final int SAMPLE = 5;

    private final Texts texts = Texts.of(ErrorFeature.NAME);

    /**
     * Everything about it.
     *
     * @param days how often it happened on each of the last days, the oldest first
     */
    Content show(Invocation invocation, ErrorGroup group, List<DayCount> days) {
        var card =
                head(invocation, group)
                        .amount(say(invocation, "show.amount", group.count()))
                        .line(code(UserText.code(group.text().message(), LONGEST_MESSAGE)))
                        .field(say(invocation, "show.state"), state(invocation, group))
                        .field(
                                say(invocation, "show.first"),
                                seen(invocation, group.firstAt(), group.firstBuild()))
                        .field(
                                say(invocation, "show.last"),
                                seen(invocation, group.lastAt(), group.lastBuild()))
                        .field(say(invocation, "show.servers"), servers(invocation, group))
                        .field(
                                say(invocation, "show.where"),
                                say(
                                        invocation,
                                        "show.where.value",
                                        UserText.show(group.text().system()),
                                        UserText.show(group.instance())));
        if (!group.text().frames().isEmpty()) {
            card = card.line(code(frames(group)));
        }
        var sum = days.stream().mapToLong(DayCount::count).sum();
        card =
                card.picture(FILE, say(invocation, "show.alt", days.size(), sum))
                        .fine(operation(invocation, group));
        var title = say(invocation, "show.chart", days.size());
        return Content.card(card, DailyChart.of(FILE, title, say(invocation, "show.bar"), days))
                .row(buttons(invocation, group));
    }

    private Card head(Invocation invocation, ErrorGroup group) {
        var emoji = say(invocation, "topic.emoji");
        var title =
                say(
                        invocation,
                        "show.title",
                        Long.toString(group.number()),
                        UserText.show(group.service()),
                        UserText.show(group.text().title(), LONGEST_TITLE));
        return switch (group.state()) {
            case NEW, REGRESSED -> Card.loss(emoji, title);
            case ONGOING -> Card.info(emoji, title);
            case IGNORED, RESOLVED -> Card.record(emoji, title);
        };
    }

    private String state(Invocation invocation, ErrorGroup group) {
        return say(
                invocation,
                "show.state." + group.state().key(),
                seconds(group.stateSince()),
                build(invocation, group.fixedBuild() == null ? 0 : group.fixedBuild()),
                group.ignoredUntil() == null ? 0 : group.ignoredUntil());
    }

    private String seen(Invocation invocation, Instant at, long build) {
        return say(invocation, "show.seen", seconds(at), build(invocation, build));
    }

    private String build(Invocation invocation, long build) {
        return build == 0
                ? say(invocation, "build.unknown")
                : say(invocation, "build", Long.toString(build));
    }

    private String servers(Invocation invocation, ErrorGroup group) {
        var guilds = group.guilds();
        if (guilds.isEmpty()) {
            return say(invocation, "show.servers.none");
        }
        var sample =
                guilds.reversed().stream()
                        .limit(SAMPLE)
                        .map(GuildId::toString)
                        .map(id -> "`" + id + "`")
                        .collect(Collectors.joining(", "));
        var key = guilds.size() < ErrorGroup.MOST_GUILDS ? "servers" : "servers.most";
        return say(invocation, "show.servers.value", say(invocation, key, guilds.size()), sample);
    }

    private static String frames(ErrorGroup group) {
        return group.text().frames().stream()
                .limit(MOST_FRAMES)
                .map(frame -> UserText.code(frame, LONGEST_FRAME))
                .collect(Collectors.joining("\n"));
    }

    private static String code(String text) {
        return "```\n" + text + "\n```";
    }

    private String operation(Invocation invocation, ErrorGroup group) {
        return group.operation().isEmpty()
                ? say(invocation, "show.operation.none")
                : say(
                        invocation,
                        "show.operation",
                        UserText.code(group.operation(), LONGEST_TITLE));
    }

    private Control[] buttons(Invocation invocation, ErrorGroup group) {
        var number = Long.toString(group.number());
        var buttons = new ArrayList<Button>();
        if (group.state().isOpen()) {
            buttons.add(
                    change(invocation, "button.resolve", number, ResolveErrorCommand.PATH)
                            .styled(Button.Style.SUCCESS));
            buttons.add(
                    change(
                            invocation,
                            "button.next",
                            number + ErrorChanges.NEXT,
                            ResolveErrorCommand.PATH));
            buttons.add(change(invocation, "button.ignore", number, IgnoreErrorCommand.PATH));
        } else {
            buttons.add(change(invocation, "button.reopen", number, ReopenErrorCommand.PATH));
        }
        buttons.add(Button.runs(say(invocation, "button.list"), ListErrorsCommand.PATH));
        return buttons.toArray(Control[]::new);
    }

    private Button change(Invocation invocation, String label, String state, String path) {
        return Button.of(say(invocation, label), state)
                .forMembers(invocation.user())
                .leadingTo(path);
    }

    /** As Discord's timestamps have it, whatever the language's digits. */
    private static String seconds(Instant at) {
        return Long.toString(at.getEpochSecond());
    }

    private String say(Invocation invocation, String key, Object... arguments) {
        return texts.say(invocation, key, arguments);
    }
}
