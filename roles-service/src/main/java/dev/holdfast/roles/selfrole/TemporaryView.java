package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Select;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.roles.assignment.GrantChecks;
import dev.holdfast.roles.assignment.GrantWords;
import dev.holdfast.roles.assignment.StandingClaim;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;

/** Shows temporary roles, and ends them. */
@Singleton
record TemporaryView(
        TemporaryRoles temporary, RoleNames names, GrantChecks grants, GrantWords words) {

    static final String COMMAND = "temprole";

    private static final String PAGE = "p:";
    private static final String END = "e:";
    private static final String PICK = "s:";
    private static final int PAGE_SIZE = 10;
    private static final int MOST_BUTTONS = 5;
    private static final int LONGEST_LABEL = 80;

    private static final Texts TEXTS = Texts.of(SelfroleFeature.NAME);

    Content given(TemporaryRoles.Given given, Invocation invocation) {
        var card =
                Card.gain(SelfroleFeature.EMOJI, TEXTS.say(invocation, "temporary.given"))
                        .about(given.user())
                        .line("<@&%s>".formatted(given.role()))
                        .field(
                                TEXTS.say(invocation, "temporary.until"),
                                given.before()
                                        .map(before ->
                                                at(before) + " → **" + at(given.until()) + "**")
                                        .orElseGet(() ->
                                                at(given.until())
                                                        + " ("
                                                        + relative(given.until())
                                                        + ")"));
        if (given.alsoElsewhere()) {
            card = card.fine(TEXTS.say(invocation, "temporary.elsewhere"));
        }
        if (given.had()) {
            card = card.fine(TEXTS.say(invocation, "temporary.had"));
        }
        return Content.card(card)
                .row(
                        own(
                                Button.of(
                                        TEXTS.say(invocation, "temporary.end"),
                                        END + ids(given.user(), given.role())),
                                invocation),
                        own(
                                Button.of(TEXTS.say(invocation, "temporary.all"), PAGE + 0),
                                invocation));
    }

    /** A page of all, and a list to end one. */
    Content page(int wanted, Invocation invocation, UnitOfWork work) {
        var all = temporary.all(work);
        var title = TEXTS.say(invocation, "temporary.title");
        if (all.isEmpty()) {
            return Content.card(
                    Card.info(SelfroleFeature.EMOJI, title)
                            .line(TEXTS.say(invocation, "temporary.none")));
        }
        var pages = Math.ceilDiv(all.size(), PAGE_SIZE);
        var page = Math.clamp(wanted, 0, pages - 1);
        var shown = all.subList(page * PAGE_SIZE, Math.min(all.size(), (page + 1) * PAGE_SIZE));
        var card = Card.info(SelfroleFeature.EMOJI, title);
        for (var each : shown) {
            card =
                    card.item(
                            TEXTS.say(
                                    invocation,
                                    "temporary.item",
                                    each.user(),
                                    each.role(),
                                    relative(end(each))));
        }
        if (pages > 1) {
            card = card.fine(TEXTS.say(invocation, "page", page + 1, pages));
        }
        var content = Content.card(card).row(endOne(invocation));
        return pages > 1 ? content.row(turns(page, pages, invocation)) : content;
    }

    private Button[] turns(int page, int pages, Invocation invocation) {
        var turns = new ArrayList<Button>();
        if (page > 0) {
            turns.add(
                    own(
                            Button.of(TEXTS.say(invocation, "page.previous"), PAGE + (page - 1)),
                            invocation));
        }
        if (page + 1 < pages) {
            turns.add(
                    own(
                            Button.of(TEXTS.say(invocation, "page.next"), PAGE + (page + 1)),
                            invocation));
        }
        return turns.toArray(Button[]::new);
    }

    private Select endOne(Invocation invocation) {
        return Select.of(PICK, Select.Kind.PERSON)
                .placeholder(TEXTS.say(invocation, "temporary.pick"))
                .forMembers(invocation.user())
                .leadingTo(COMMAND);
    }

    /** Somebody was picked whose temporary role is to end. */
    private Reply picked(UserId user, Invocation invocation, UnitOfWork work) {
        var theirs = temporary.of(work, user);
        if (theirs.isEmpty()) {
            return Reply.refuse(TEXTS.say(invocation, "temporary.none.of", user));
        }
        if (theirs.size() == 1) {
            return end(user, theirs.getFirst().role(), invocation, work);
        }
        var card =
                Card.info(SelfroleFeature.EMOJI, TEXTS.say(invocation, "temporary.which"))
                        .about(user);
        var buttons = new ArrayList<Button>();
        for (var each : theirs.subList(0, Math.min(theirs.size(), MOST_BUTTONS))) {
            card =
                    card.item(
                            TEXTS.say(
                                    invocation,
                                    "temporary.item.own",
                                    each.role(),
                                    relative(end(each))));
            buttons.add(
                    own(
                            Button.of(
                                    names.plain(work, each.role(), LONGEST_LABEL),
                                    END + ids(user, each.role())),
                            invocation));
        }
        return Reply.update(Content.card(card).row(buttons.toArray(Button[]::new)));
    }

    private static Instant end(StandingClaim claim) {
        return claim.until() == null ? claim.since() : claim.until();
    }

    /** A button or the list was used. */
    Reply used(Invocation.Component used, Invocation invocation, UnitOfWork work) {
        var state = used.state();
        if (state.startsWith(PAGE)) {
            var page = Integer.parseInt(state.substring(PAGE.length()));
            return Reply.update(page(page, invocation, work));
        }
        if (!state.startsWith(END)) {
            var picked = used.values().stream().findFirst().orElseThrow();
            return picked(UserId.of(picked), invocation, work);
        }
        var parts = state.substring(END.length()).split(":", -1);
        return end(
                new UserId(Ids.read(parts[0])), new RoleId(Ids.read(parts[1])), invocation, work);
    }

    private Reply end(UserId user, RoleId role, Invocation invocation, UnitOfWork work) {
        var refused = grants.checkTaking(work, invocation.member(), role);
        if (refused.isPresent()) {
            return Reply.refuse(words.takingRefusal(invocation, refused.get()));
        }
        if (!temporary.end(work, user, role)) {
            return Reply.refuse(TEXTS.say(invocation, "temporary.over", user, role));
        }
        var line =
                temporary.isGiven(work, user, role)
                        ? "temporary.ended.kept"
                        : "temporary.ended.line";
        var card =
                Card.loss(SelfroleFeature.EMOJI, TEXTS.say(invocation, "temporary.ended"))
                        .about(user)
                        .line(TEXTS.say(invocation, line, user, role));
        return Reply.update(
                Content.card(card)
                        .row(
                                own(
                                        Button.of(TEXTS.say(invocation, "temporary.all"), PAGE + 0),
                                        invocation)));
    }

    private static Button own(Button button, Invocation invocation) {
        return button.forMembers(invocation.user()).leadingTo(COMMAND);
    }

    private static String ids(UserId user, RoleId role) {
        return Ids.write(user.value()) + ":" + Ids.write(role.value());
    }

    private static String at(Instant instant) {
        return "<t:%d:f>".formatted(instant.getEpochSecond());
    }

    private static String relative(Instant instant) {
        return "<t:%d:R>".formatted(instant.getEpochSecond());
    }
}
