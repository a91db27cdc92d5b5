package dev.holdfast.health.status;

import dev.holdfast.health.incident.Incident;
import dev.holdfast.health.incident.IncidentEntry;
import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.Verdict;
import dev.holdfast.health.statuspage.StatusWords;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws incidents for operators: a page of them, or one with its timeline. */
@Singleton
final class IncidentCards {

    static final int PAGE = 6;
    static final String PAGE_STATE = "page:";

    private static final int LONGEST_ENTRY = 200;
    private static final int LONGEST_NAME = 60;
    private static final int MOST_ATTACHED = 8;

    /** Of the 3,800 characters of a card. */
    private static final int ROOM = 2_400;

    private final Texts texts = Texts.of(StatusFeature.NAME);
    private final StatusWords words;

    @Inject
    IncidentCards(StatusWords words) {
        this.words = words;
    }

    /**
     * One page of them.
     *
     * @param all the newest first
     * @param wanted from 0 on; the nearest there is, is shown
     */
    Content page(Invocation invocation, List<Incident> all, int wanted) {
        var card = Card.record(StatusFeature.EMOJI, say(invocation, "incident.list.title"));
        if (all.isEmpty()) {
            return Content.card(card.line(say(invocation, "incident.list.none")));
        }
        var pages = Math.ceilDiv(all.size(), PAGE);
        var page = Math.clamp(wanted, 0, pages - 1);
        for (var incident : all.subList(page * PAGE, Math.min(all.size(), (page + 1) * PAGE))) {
            card = card.line(entry(invocation, incident)).divider();
        }
        card = card.fine(say(invocation, "incident.list.how"));
        if (pages == 1) {
            return Content.card(card);
        }
        var previous =
                Button.of(say(invocation, "incident.list.previous"), PAGE_STATE + (page - 1));
        var next = Button.of(say(invocation, "incident.list.next"), PAGE_STATE + (page + 1));
        return Content.card(card.fine(say(invocation, "incident.list.page", page + 1, pages)))
                .buttons(previous.enabledWhen(page > 0), next.enabledWhen(page < pages - 1));
    }

    private String entry(Invocation invocation, Incident incident) {
        return say(
                        invocation,
                        "incident.list.entry",
                        mark(invocation, incident),
                        Long.toString(incident.id()),
                        code(incident.root()),
                        verdict(invocation, incident.verdict()))
                + "\n"
                + course(invocation, incident);
    }

    /** When it began, how long it was, and who sees to it. */
    private String course(Invocation invocation, Incident incident) {
        var began = stamp(incident.began());
        if (incident.ended() != null) {
            var length = Duration.between(incident.began(), incident.ended());
            return say(
                    invocation,
                    "incident.over",
                    began,
                    words.length(Locale.forLanguageTag(invocation.locale()), length));
        }
        return incident.acknowledgedBy() == null
                ? say(invocation, "incident.open", began)
                : say(invocation, "incident.open.seen", began, person(incident.acknowledgedBy()));
    }

    /**
     * One with its timeline.
     *
     * @param timeline the oldest entry first; as many of the newest as there is room for are shown
     */
    Content one(Invocation invocation, Incident incident, List<IncidentEntry> timeline) {
        var title = say(invocation, "incident.title", Long.toString(incident.id()));
        var card =
                (incident.isOpen()
                                ? Card.loss(StatusFeature.EMOJI, title)
                                : Card.record(StatusFeature.EMOJI, title))
                        .amount(
                                say(
                                        invocation,
                                        "incident.what",
                                        mark(invocation, incident),
                                        UserText.show(incident.root().toString(), LONGEST_NAME),
                                        verdict(invocation, incident.verdict())))
                        .line(course(invocation, incident));
        if (!incident.attached().isEmpty()) {
            card = card.field(say(invocation, "incident.attached"), attached(invocation, incident));
        }
        var shown = newest(timeline);
        if (!shown.isEmpty()) {
            card = card.divider().line(String.join("\n", shown));
        }
        var left = timeline.size() - shown.size();
        if (left > 0) {
            card = card.fine(say(invocation, "incident.earlier", left));
        }
        var content = Content.card(card, PostMortemFile.of(incident.id()));
        return incident.isOpen() && incident.acknowledgedBy() == null
                ? content.buttons(
                        Button.of(
                                        say(invocation, "incident.acknowledge"),
                                        Long.toString(incident.id()))
                                .styled(Button.Style.PRIMARY)
                                .forMembers(invocation.user())
                                .leadingTo("incident acknowledge"))
                : content;
    }

    private static List<String> newest(List<IncidentEntry> timeline) {
        var shown = new ArrayDeque<String>();
        var length = 0;
        for (var entry : timeline.reversed()) {
            var line = line(entry);
            length += line.length() + 1;
            if (length > ROOM) {
                break;
            }
            shown.addFirst(line);
        }
        return new ArrayList<>(shown);
    }

    private static String line(IncidentEntry entry) {
        var by = entry.by().isEmpty() ? "" : person(entry.by()) + ": ";
        return "<t:%s:T> %s%s"
                .formatted(stamp(entry.at()), by, UserText.show(entry.text(), LONGEST_ENTRY));
    }

    private String attached(Invocation invocation, Incident incident) {
        var names =
                incident.attached().stream()
                        .limit(MOST_ATTACHED)
                        .map(IncidentCards::code)
                        .collect(Collectors.joining(", "));
        var left = incident.attached().size() - MOST_ATTACHED;
        return left > 0 ? say(invocation, "incident.attached.more", names, left) : names;
    }

    private String mark(Invocation invocation, Incident incident) {
        return incident.isOpen()
                ? say(invocation, "mark." + key(incident.verdict()))
                : say(invocation, "mark.over");
    }

    private String verdict(Invocation invocation, Verdict verdict) {
        return words.verdict(Locale.forLanguageTag(invocation.locale()), verdict);
    }

    /** A person's id as a mention, which pings nobody here; a name as it is. */
    static String person(String by) {
        return by.matches("[0-9]{1,19}") ? "<@" + by + ">" : UserText.show(by, LONGEST_NAME);
    }

    private static String code(Component component) {
        return "`" + UserText.code(component.toString(), LONGEST_NAME) + "`";
    }

    private static String key(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private static String stamp(Instant at) {
        return Long.toString(at.getEpochSecond());
    }

    private String say(Invocation invocation, String key, Object... arguments) {
        return texts.say(invocation, key, arguments);
    }
}
