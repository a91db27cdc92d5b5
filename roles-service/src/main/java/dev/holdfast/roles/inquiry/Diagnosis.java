package dev.holdfast.roles.inquiry;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import dev.holdfast.roles.assignment.GrantChecks;
import dev.holdfast.roles.assignment.GrantDecision.Reason;
import dev.holdfast.roles.assignment.GrantWords;
import dev.holdfast.roles.assignment.Hierarchy;
import dev.holdfast.roles.assignment.KnownRole;
import dev.holdfast.roles.assignment.Members;
import dev.holdfast.roles.inquiry.InquiryStore.Claimed;
import dev.holdfast.roles.inquiry.InquiryStore.Doing;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands in the way of a server's roles, in the words of those who can mend it. */
@Singleton
record Diagnosis(Members members, GrantChecks grants) {

    private static final int MOST_ROLES = 250;
    private static final int MOST_OF_A_KIND = 4;
    private static final int LONGEST_WHY = 200;
    private static final Permissions MANAGE_ROLES = Permissions.of(Permission.MANAGE_ROLES);
    private static final Permissions VIEW_AUDIT_LOG = Permissions.of(Permission.VIEW_AUDIT_LOG);

    private static final Texts TEXTS = Texts.of(InquiryFeature.NAME);

    /** One text each, the fix in it; empty: nothing is in the way. */
    List<String> look(Invocation invocation, UnitOfWork work, Hierarchy hierarchy) {
        var found = new ArrayList<String>();
        var bot = hierarchy.roles().bot().permissions();
        if (!bot.allows(MANAGE_ROLES)) {
            found.add(TEXTS.say(invocation, "diagnose.manage-roles"));
        }
        if (!bot.allows(VIEW_AUDIT_LOG)) {
            found.add(TEXTS.say(invocation, "diagnose.audit-log"));
        }
        if (!members.listable(work)) {
            found.add(TEXTS.say(invocation, "diagnose.intent"));
        }
        var roles = new ArrayList<String>();
        for (var claimed : InquiryStore.claimed(work, MOST_ROLES)) {
            roles.addAll(role(invocation, work, hierarchy, claimed));
        }
        found.addAll(few(roles));
        found.addAll(rules(invocation, work));
        found.addAll(menus(invocation, work));
        found.addAll(blocked(invocation, work));
        found.addAll(leftAlone(invocation, work));
        return found;
    }

    /** How much is known, and how old it is. */
    String age(Invocation invocation, UnitOfWork work) {
        var age = InquiryStore.age(work);
        return age.newest() == null
                ? TEXTS.say(invocation, "diagnose.age.none")
                : TEXTS.say(
                        invocation,
                        "diagnose.age",
                        age.members(),
                        JournalEntryWords.moment(age.newest(), 'R'),
                        InquiryStore.underWay(work));
    }

    private List<String> role(
            Invocation invocation, UnitOfWork work, Hierarchy hierarchy, Claimed claimed) {
        var lines = new ArrayList<String>();
        var role = claimed.role();
        var hindrance = hierarchy.hinders(role);
        if (hindrance.equals(Optional.of(Reason.ABOVE_BOT))) {
            lines.add(TEXTS.say(invocation, "diagnose.above", role, claimed.members()));
        } else if (hindrance.equals(Optional.of(Reason.MANAGED))) {
            lines.add(TEXTS.say(invocation, "diagnose.managed", role));
        } else if (hindrance.equals(Optional.of(Reason.DELETED))) {
            lines.add(
                    TEXTS.say(invocation, "diagnose.deleted", name(work, role), claimed.members()));
        }
        var power = grants.unapproved(work, role);
        if (!power.equals(Permissions.NONE)) {
            lines.add(TEXTS.say(invocation, "diagnose.power", role, GrantWords.titles(power)));
        }
        return lines;
    }

    private List<String> rules(Invocation invocation, UnitOfWork work) {
        return InquiryStore.pausedRules(work, MOST_OF_A_KIND).stream()
                .map(it ->
                        TEXTS.say(
                                invocation,
                                "diagnose.rule." + it.because(),
                                it.id(),
                                name(work, it.role())))
                .toList();
    }

    private List<String> menus(Invocation invocation, UnitOfWork work) {
        return InquiryStore.goneFromMenus(work, MOST_OF_A_KIND).stream()
                .map(it ->
                        TEXTS.say(
                                invocation,
                                "diagnose.menu",
                                UserText.show(it.menu()),
                                UserText.show(it.role())))
                .toList();
    }

    private String name(UnitOfWork work, RoleId role) {
        return UserText.show(members.role(work, role).map(KnownRole::name).orElse("?"));
    }

    private List<String> blocked(Invocation invocation, UnitOfWork work) {
        return InquiryStore.blocked(work, MOST_OF_A_KIND).stream()
                .map(it ->
                        TEXTS.say(
                                invocation,
                                it.giving() ? "diagnose.blocked.give" : "diagnose.blocked.take",
                                it.role(),
                                it.members(),
                                it.example(),
                                UserText.show(it.why(), LONGEST_WHY)))
                .toList();
    }

    private List<String> leftAlone(Invocation invocation, UnitOfWork work) {
        var rows = InquiryStore.leftAlone(work, MOST_OF_A_KIND);
        var lines = new ArrayList<>(rows.stream().map(it -> leftAlone(invocation, it)).toList());
        if (!rows.isEmpty() && rows.getFirst().members() > rows.size()) {
            var more = rows.getFirst().members() - rows.size();
            lines.add(TEXTS.say(invocation, "diagnose.left-alone.more", more));
        }
        return lines;
    }

    private String leftAlone(Invocation invocation, Doing doing) {
        var by =
                doing.undoneBy() == null
                        ? ""
                        : TEXTS.say(invocation, "diagnose.left-alone.by", doing.undoneBy());
        return TEXTS.say(
                invocation, "diagnose.left-alone", doing.user(), doing.role(), doing.undone(), by);
    }

    private static List<String> few(List<String> lines) {
        return lines.subList(0, Math.min(lines.size(), 2 * MOST_OF_A_KIND));
    }
}
