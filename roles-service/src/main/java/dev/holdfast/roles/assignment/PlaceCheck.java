package dev.holdfast.roles.assignment;

import dev.holdfast.kit.command.IntegrityCheck;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** The bot stands above each role that it gives, and may manage roles. */
@Singleton
final class PlaceCheck implements IntegrityCheck {

    private static final int MOST = 20;

    /** It is read every six hours. */
    private static final Duration STALE = Duration.ofDays(1);

    @Override
    public String name() {
        return "bot-stands-above-its-roles";
    }

    @Override
    public String table() {
        return "claim";
    }

    @Override
    public String whatToDo() {
        return "In Server Settings, Roles: drag the bot's own role above these roles, and let it Manage Roles.";
    }

    @Override
    public Finding check(UnitOfWork work) {
        if (!HierarchyRefreshStore.isWanted(work)) {
            return new Finding.Sound(0);
        }
        var hierarchy = GrantStore.hierarchy(work);
        if (hierarchy.isEmpty() || hierarchy.get().asOf().plus(STALE).isBefore(work.now())) {
            return new Finding.Unchecked("Discord has not told for a day where the bot stands");
        }
        var given = HeldRoleStore.given(work);
        var faults =
                given.stream()
                        .flatMap(role -> fault(hierarchy.get(), role).stream())
                        .limit(MOST)
                        .collect(Collectors.joining("; "));
        return faults.isEmpty() ? new Finding.Sound(given.size()) : new Finding.Broken(faults);
    }

    /** That a role is gone is told where it was given for something. */
    private static Optional<String> fault(Hierarchy hierarchy, RoleId role) {
        var name =
                hierarchy.roles().find(role).map(found -> UserText.show(found.name())).orElse("");
        return hierarchy
                .hinders(role)
                .flatMap(reason ->
                        switch (reason) {
                            case ABOVE_BOT ->
                                    Optional.of(
                                            "the role %s (%s) is above the bot's own"
                                                    .formatted(name, role));
                            case BOT_LACKS_PERMISSION ->
                                    Optional.of(
                                            "the bot may not manage roles, so it cannot give %s (%s)"
                                                    .formatted(name, role));
                            case MANAGED ->
                                    Optional.of(
                                            "the role %s (%s) belongs to an integration, nobody can give it"
                                                    .formatted(name, role));
                            case DELETED,
                                    NOT_KNOWN,
                                    EVERYONE,
                                    ASKER_LACKS_PERMISSION,
                                    ABOVE_ASKER,
                                    DANGEROUS ->
                                    Optional.empty();
                        });
    }
}
