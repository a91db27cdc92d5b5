package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import dev.holdfast.roles.assignment.Assignments;
import dev.holdfast.roles.assignment.ClaimSource;
import dev.holdfast.roles.assignment.Source;
import dev.holdfast.roles.assignment.StandingClaim;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says which menus offer a role, who gave it for a while, and whether newcomers get it. */
@Singleton
record SelfroleSource(Assignments assignments) implements ClaimSource {

    private static final Texts TEXTS = Texts.of(SelfroleFeature.NAME);

    @Override
    public String feature() {
        return SelfroleFeature.NAME;
    }

    @Override
    public List<String> explain(UserId user, RoleId role, Invocation invocation, UnitOfWork work) {
        var lines = new ArrayList<String>();
        var claims =
                assignments.standing(work, user, role).stream()
                        .filter(claim -> claim.source().feature().equals(SelfroleFeature.NAME))
                        .toList();
        for (var claim : claims) {
            lines.add(claimed(claim, invocation, work));
        }
        for (var menu : MenuStore.all(work)) {
            var isPicked =
                    claims.stream()
                            .anyMatch(claim ->
                                    claim.source().equals(SelfroleFeature.ofMenu(menu.id())));
            if (menu.find(role).isPresent() && !isPicked) {
                lines.add(TEXTS.say(invocation, "why.offered", UserText.show(menu.name())));
            }
        }
        return lines;
    }

    /** A reaction that still stands does not give back what ended otherwise. */
    @Override
    public Set<Source> remembering(UnitOfWork work) {
        return Stream.concat(MenuStore.all(work).stream(), MenuStore.deleted(work).stream())
                .filter(menu -> menu.kind() == Menu.Kind.REACTIONS)
                .map(menu -> SelfroleFeature.ofMenu(menu.id()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private String claimed(StandingClaim claim, Invocation invocation, UnitOfWork work) {
        var since = Long.toString(claim.since().getEpochSecond());
        var until = claim.until();
        var line =
                switch (claim.source().id()) {
                    case "temp" -> TEXTS.say(invocation, "why.temporary", since);
                    case "auto" -> TEXTS.say(invocation, "why.automatic", since);
                    case "sticky" -> TEXTS.say(invocation, "why.sticky", since);
                    case String menu -> picked(Long.parseLong(menu), since, invocation, work);
                };
        return until == null
                ? line
                : line
                        + " "
                        + TEXTS.say(invocation, "why.until", Long.toString(until.getEpochSecond()));
    }

    private String picked(long menu, String since, Invocation invocation, UnitOfWork work) {
        return MenuStore.find(work, menu)
                .map(found ->
                        TEXTS.say(invocation, "why.picked", UserText.show(found.name()), since))
                .orElseGet(() -> TEXTS.say(invocation, "why.picked.gone", since));
    }
}
