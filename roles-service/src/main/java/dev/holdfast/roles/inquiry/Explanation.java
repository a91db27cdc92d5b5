package dev.holdfast.roles.inquiry;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import dev.holdfast.roles.assignment.Assignments;
import dev.holdfast.roles.assignment.ClaimSource;
import dev.holdfast.roles.assignment.GrantChecks;
import dev.holdfast.roles.assignment.GrantDecision;
import dev.holdfast.roles.assignment.GrantWords;
import dev.holdfast.roles.assignment.Members;
import dev.holdfast.roles.assignment.RoleClaim;
import dev.holdfast.roles.assignment.StandingClaim;
import dev.holdfast.roles.inquiry.InquiryStore.Doing;
import dev.holdfast.roles.inquiry.JournalPage.Side;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * Says of a member's role whether they have it, who wants it, who changed it, and what is in the
 * way.
 */
@Singleton
final class Explanation {

    private static final int MOST_WANTS = 8;
    private static final int MOST_CHANGES = 3;
    private static final int LONGEST_LINE = 400;
    private static final int LONGEST_REASON = 100;

    private final Texts texts = Texts.of(InquiryFeature.NAME);
    private final JournalEntryWords words = new JournalEntryWords(texts);
    private final Members members;
    private final Assignments assignments;
    private final GrantChecks grants;
    private final GrantWords grantWords;
    private final List<ClaimSource> sources;

    Explanation(
            Members members,
            Assignments assignments,
            GrantChecks grants,
            GrantWords grantWords,
            @All List<ClaimSource> sources) {
        this.members = members;
        this.assignments = assignments;
        this.grants = grants;
        this.grantWords = grantWords;
        this.sources = sources;
    }

    Card card(Invocation invocation, UnitOfWork work, UserId user, RoleId role) {
        var doing = InquiryStore.doing(work, user, role);
        var card =
                Card.info("🎭", texts.say(invocation, "why.title"))
                        .about(user)
                        .line(has(invocation, work, user, role));
        card = with(card, invocation, "why.wants", wants(invocation, work, user, role));
        var hurdles = new ArrayList<String>();
        doing.ifPresent(it -> hurdles.addAll(state(invocation, it)));
        hurdles.addAll(hinders(invocation, work, role));
        card = with(card, invocation, "why.hurdles", hurdles);
        var changes =
                JournalReader.read(work, new JournalPage(user, role, Side.NEWEST, 0), MOST_CHANGES);
        return with(
                card,
                invocation,
                "why.changes",
                changes.entries().stream().map(entry -> words.say(invocation, entry)).toList());
    }

    private Card with(Card card, Invocation invocation, String title, List<String> lines) {
        return lines.isEmpty()
                ? card
                : card.divider()
                        .line(
                                "**%s**\n%s"
                                        .formatted(
                                                texts.say(invocation, title),
                                                String.join("\n", lines)));
    }

    private String has(Invocation invocation, UnitOfWork work, UserId user, RoleId role) {
        var known = members.role(work, role);
        if (known.isPresent() && known.get().deleted()) {
            return texts.say(invocation, "why.deleted", UserText.show(known.get().name()));
        }
        var yours = user.equals(invocation.user()) ? ".you" : ".they";
        return members.find(work, user)
                .map(it -> it.roles().contains(role) ? "why.has" : "why.lacks")
                .map(key -> texts.say(invocation, key + yours, user, role))
                .orElseGet(() -> texts.say(invocation, "why.unknown", user, role));
    }

    /** What each feature says, then claims that no feature explained. */
    private List<String> wants(Invocation invocation, UnitOfWork work, UserId user, RoleId role) {
        var lines = new ArrayList<String>();
        var explained = new ArrayList<String>();
        for (var source : sources) {
            var said = source.explain(user, role, invocation, work);
            if (!said.isEmpty()) {
                explained.add(source.feature());
            }
            said.forEach(line -> lines.add("• " + UserText.shorten(line, LONGEST_LINE)));
        }
        for (var claim : assignments.standing(work, user, role)) {
            if (!explained.contains(claim.source().feature())) {
                lines.add("• " + claim(invocation, claim));
            }
        }
        if (lines.isEmpty()) {
            return List.of(texts.say(invocation, "why.nobody"));
        }
        if (lines.size() <= MOST_WANTS) {
            return lines;
        }
        var more = texts.say(invocation, "why.more", lines.size() - MOST_WANTS);
        var shown = new ArrayList<>(lines.subList(0, MOST_WANTS));
        shown.add(more);
        return shown;
    }

    private String claim(Invocation invocation, StandingClaim claim) {
        var key = claim.kind() == RoleClaim.Kind.CLAIM ? "why.claim" : "why.veto";
        var until = claim.until();
        return texts.say(
                invocation,
                key,
                words.feature(invocation, claim.source()),
                UserText.show(claim.reason(), LONGEST_REASON),
                JournalEntryWords.moment(claim.since(), 'R'),
                until == null
                        ? ""
                        : texts.say(invocation, "why.until", JournalEntryWords.moment(until, 'f')));
    }

    private List<String> state(Invocation invocation, Doing doing) {
        return switch (doing.state()) {
            case "pending", "sent" -> List.of(texts.say(invocation, "why.pending"));
            // Of power the role itself tells.
            case "blocked" ->
                    doing.why().equals("power")
                            ? List.of()
                            : List.of(
                                    texts.say(
                                            invocation,
                                            "why.blocked",
                                            UserText.show(doing.why(), LONGEST_LINE)));
            case "left-alone" ->
                    List.of(
                            doing.undoneBy() == null
                                    ? texts.say(invocation, "why.left-alone", doing.undone())
                                    : texts.say(
                                            invocation,
                                            "why.left-alone.by",
                                            doing.undone(),
                                            doing.undoneBy()));
            default ->
                    doing.why().equals("screening")
                            ? List.of(texts.say(invocation, "why.screening"))
                            : List.of();
        };
    }

    /** What would keep us from giving or taking it, and the fix. */
    private List<String> hinders(Invocation invocation, UnitOfWork work, RoleId role) {
        var lines = new ArrayList<String>();
        grants.known(work)
                .flatMap(it -> it.hinders(role))
                .filter(reason -> reason != GrantDecision.Reason.DELETED)
                .ifPresent(reason ->
                        lines.add(
                                grantWords.refusal(
                                        invocation, new GrantDecision.Refused(reason, role))));
        var power = grants.unapproved(work, role);
        if (!power.equals(Permissions.NONE)) {
            lines.add(texts.say(invocation, "power", role, GrantWords.titles(power)));
        }
        return lines;
    }
}
