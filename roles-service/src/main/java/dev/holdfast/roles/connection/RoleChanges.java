package dev.holdfast.roles.connection;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.roles.assignment.GrantChecks;
import dev.holdfast.roles.assignment.KnownRole;
import dev.holdfast.roles.assignment.RoleListener;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Pauses rules whose roles are gone or have got dangerous permissions, and tells the admins.
 * Nothing is deleted, and nobody loses a role.
 */
@Singleton
record RoleChanges(RuleBook book, GrantChecks grants) implements RoleListener {

    @Override
    public void changed(KnownRole role, UnitOfWork work) {
        for (var rule : RuleStore.active(work)) {
            why(rule, role, work).ifPresent(because -> pause(work, rule.id(), because, role.id()));
        }
    }

    private void pause(UnitOfWork work, int rule, Rule.Pause because, RoleId role) {
        RuleStore.lock(work, rule)
                .filter(it -> it.state() == Rule.State.ACTIVE)
                .ifPresent(it -> book.pauseAndTell(work, it, because, role));
    }

    private Optional<Rule.Pause> why(Rule rule, KnownRole role, UnitOfWork work) {
        if (rule.role().equals(role.id())) {
            if (role.deleted()) {
                return Optional.of(Rule.Pause.ROLE_DELETED);
            }
            return grants.unapproved(work, role.id()).equals(Permissions.NONE)
                    ? Optional.empty()
                    : Optional.of(Rule.Pause.DANGEROUS);
        }
        return role.deleted() && rule.condition().roles().contains(role.id())
                ? Optional.of(Rule.Pause.NAMED_ROLE_DELETED)
                : Optional.empty();
    }
}
