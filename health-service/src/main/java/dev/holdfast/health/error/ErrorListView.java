package dev.holdfast.health.error;

import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Control;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Select;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws the list of errors, page by page. */
@Singleton
final class ErrorListView {

    static final int PAGE = 6;

    private static final int LONGEST_MESSAGE = 120;
    private static final int LONGEST_TITLE = 60;
    private static final int MOST_SILENT = 5;

    private final Texts texts = Texts.of(ErrorFeature.NAME);

    /**
     * One page.
     *
     * @param page from 0 on
     * @param total how many there are on all pages
     * @param instances how many instances are known
     * @param silent those of them that were not read lately
     */
    record Listing(
            Filter filter,
            int page,
            int pages,
            int total,
            List<ErrorGroup> shown,
            int instances,
            List<String> silent) {

        Listing {
            shown = List.copyOf(shown);
            silent = List.copyOf(silent);
        }

        /** Nothing can be said where nobody was heard. */
        boolean isUnknown() {
            return silent.size() == instances;
        }
    }

    Content show(Invocation invocation, Listing listing) {
        var card = head(invocation, listing);
        for (var group : listing.shown()) {
            card = card.line(entry(invocation, group)).divider();
        }
        card = small(card, invocation, listing);
        var content = Content.card(card);
        if (!listing.shown().isEmpty()) {
            content = content.row(pick(invocation, listing));
        }
        return content.row(buttons(invocation, listing));
    }

    private Card head(Invocation invocation, Listing listing) {
        var emoji = say(invocation, "topic.emoji");
        var title = say(invocation, "list.title." + listing.filter().key());
        if (listing.total() > 0) {
            return Card.info(emoji, title).amount(say(invocation, "list.amount", listing.total()));
        }
        var none = listing.isUnknown() ? "list.unknown" : "list.none." + listing.filter().key();
        var card = listing.isUnknown() ? Card.wait(emoji, title) : Card.info(emoji, title);
        return card.line(say(invocation, none));
    }

    private String entry(Invocation invocation, ErrorGroup group) {
        return say(
                invocation,
                "list.entry",
                say(invocation, "mark." + group.state().key()),
                Long.toString(group.number()),
                UserText.show(group.service()),
                UserText.show(group.text().title(), LONGEST_TITLE),
                UserText.code(group.text().message(), LONGEST_MESSAGE),
                group.count(),
                Long.toString(group.lastAt().getEpochSecond()),
                servers(invocation, group));
    }

    private String servers(Invocation invocation, ErrorGroup group) {
        var key = group.guilds().size() < ErrorGroup.MOST_GUILDS ? "servers" : "servers.most";
        return say(invocation, key, group.guilds().size());
    }

    private Card small(Card before, Invocation invocation, Listing listing) {
        var card = before;
        if (!listing.silent().isEmpty() && !(listing.isUnknown() && listing.total() == 0)) {
            var named = listing.silent().stream().limit(MOST_SILENT).map(UserText::show).toList();
            card =
                    card.fine(
                            say(
                                    invocation,
                                    "list.silent",
                                    listing.silent().size(),
                                    String.join(", ", named)));
        }
        if (listing.filter() == Filter.ALL && listing.total() >= ErrorGroups.MOST) {
            card = card.fine(say(invocation, "list.bound", ErrorGroups.MOST));
        }
        return listing.pages() > 1
                ? card.fine(say(invocation, "list.page", listing.page() + 1, listing.pages()))
                : card;
    }

    private Select pick(Invocation invocation, Listing listing) {
        var options =
                listing.shown().stream()
                        .map(group ->
                                Select.Option.of(
                                        say(
                                                invocation,
                                                "list.option",
                                                Long.toString(group.number()),
                                                group.service(),
                                                UserText.shorten(
                                                        UserText.clean(group.text().title()),
                                                        LONGEST_TITLE)),
                                        Long.toString(group.number())))
                        .toList();
        return Select.of("pick", options)
                .placeholder(say(invocation, "list.pick"))
                .forMembers(invocation.user())
                .leadingTo(ShowErrorCommand.PATH);
    }

    private Control[] buttons(Invocation invocation, Listing listing) {
        var buttons = new ArrayList<Button>();
        var page = listing.page();
        if (listing.pages() > 1) {
            buttons.add(
                    Button.of(say(invocation, "list.previous"), state(listing.filter(), page - 1))
                            .enabledWhen(page > 0));
            buttons.add(
                    Button.of(say(invocation, "list.next"), state(listing.filter(), page + 1))
                            .enabledWhen(page < listing.pages() - 1));
        }
        Arrays.stream(Filter.values())
                .filter(filter -> filter != listing.filter())
                .map(filter ->
                        Button.of(say(invocation, "filter." + filter.key()), state(filter, 0)))
                .forEach(buttons::add);
        return buttons.toArray(Control[]::new);
    }

    private static String state(Filter filter, int page) {
        return filter.key() + ":" + page;
    }

    private String say(Invocation invocation, String key, Object... arguments) {
        return texts.say(invocation, key, arguments);
    }
}
