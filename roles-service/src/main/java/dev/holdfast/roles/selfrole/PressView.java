package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import dev.holdfast.roles.assignment.GrantDecision;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a member is told about their pick. */
@Singleton
record PressView(MenuCard card, MenuPicks picks) {

    private static final Texts TEXTS = Texts.of(SelfroleFeature.NAME);

    Card changed(Picked.Changed changed, Invocation invocation) {
        var kind =
                changed.given().isEmpty() && !changed.taken().isEmpty()
                        ? Card.Kind.LOSS
                        : changed.given().isEmpty() ? Card.Kind.INFO : Card.Kind.GAIN;
        return Card.sentence(kind, String.join("\n", lines(changed, invocation)));
    }

    private List<String> lines(Picked.Changed changed, Invocation invocation) {
        var lines = new ArrayList<String>();
        add(lines, "press.given", changed.given(), invocation);
        add(lines, "press.had", changed.had(), invocation);
        add(lines, "press.taken", changed.taken(), invocation);
        add(lines, "press.kept", changed.kept(), invocation);
        var until = changed.until();
        if (until != null) {
            lines.add(TEXTS.say(invocation, "press.until", Long.toString(until.getEpochSecond())));
        }
        if (lines.isEmpty()) {
            lines.add(TEXTS.say(invocation, "press.same"));
        }
        return lines;
    }

    private void add(List<String> lines, String key, List<RoleId> roles, Invocation invocation) {
        if (!roles.isEmpty()) {
            lines.add(TEXTS.say(invocation, key, MenuCard.mentions(roles)));
        }
    }

    String refusal(Picked.Refused refused, Invocation invocation) {
        return switch (refused) {
            case Picked.Pending() -> TEXTS.say(invocation, "press.pending");
            case Picked.NotVerified() -> TEXTS.say(invocation, "press.verify");
            case Picked.Requires(var roles) ->
                    TEXTS.say(invocation, "press.requires", MenuCard.mentions(roles));
            case Picked.TooMany(var most, var has) ->
                    TEXTS.say(invocation, "press.most", most, MenuCard.mentions(has));
            case Picked.Blocked(var role, var reason) ->
                    TEXTS.say(invocation, "press.blocked." + word(reason), role);
        };
    }

    /** What is to be said about it: members need to know less than admins. */
    static String word(GrantDecision.Reason reason) {
        return switch (reason) {
            case ABOVE_BOT -> "above";
            case BOT_LACKS_PERMISSION -> "permission";
            case DANGEROUS -> "dangerous";
            case EVERYONE, MANAGED, DELETED, NOT_KNOWN, ABOVE_ASKER, ASKER_LACKS_PERMISSION ->
                    "other";
        };
    }

    /**
     * A page for one member, with what they have picked.
     *
     * @param changed what they changed just now
     */
    Content page(
            Menu menu,
            int wanted,
            Optional<Picked.Changed> changed,
            Invocation invocation,
            UnitOfWork work) {
        var pages = new ListPages<>(card.offered(work, menu), MenuCard.PAGE_SIZE);
        var page = pages.nearest(wanted);
        var shown = Card.info(SelfroleFeature.EMOJI, UserText.show(menu.name()));
        if (changed.isPresent()) {
            shown = shown.line(String.join("\n", lines(changed.get(), invocation)));
        }
        var has = picks.has(work, menu, invocation.user());
        shown =
                shown.line(
                        has.isEmpty()
                                ? TEXTS.say(invocation, "press.has.none")
                                : TEXTS.say(
                                        invocation,
                                        "press.has",
                                        MenuCard.mentions(List.copyOf(has))));
        for (var rule : card.rules(menu, Locale.forLanguageTag(invocation.locale()))) {
            shown = shown.fine(rule);
        }
        if (pages.count() > 1) {
            shown = shown.fine(TEXTS.say(invocation, "page", page + 1, pages.count()));
        }
        if (pages.all().isEmpty()) {
            return Content.card(shown);
        }
        var select =
                card.select(work, menu, pages.page(page), PressState.ownPick(menu.id(), page), has)
                        .placeholder(TEXTS.say(invocation, "menu.placeholder"));
        return turning(Content.card(shown).row(select), menu, page, pages.count(), invocation);
    }

    private Content turning(
            Content content, Menu menu, int page, int count, Invocation invocation) {
        var turns = new ArrayList<Button>();
        if (page > 0) {
            turns.add(turn("page.previous", menu, page - 1, invocation));
        }
        if (page + 1 < count) {
            turns.add(turn("page.next", menu, page + 1, invocation));
        }
        return turns.isEmpty() ? content : content.row(turns.toArray(Button[]::new));
    }

    private Button turn(String key, Menu menu, int page, Invocation invocation) {
        return Button.of(TEXTS.say(invocation, key), PressState.ownPage(menu.id(), page));
    }
}
