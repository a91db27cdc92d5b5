package dev.holdfast.kit.database;

import dev.holdfast.kit.observe.SettingsCheck;
import dev.holdfast.kit.security.Keys;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.postgresql.PGConnection;

/**
 * The two roles that see every guild of every service: one reads everything and writes nothing, the
 * other restores. Only the service with {@code holdfast.archive-roles} may log in as them.
 */
@Singleton
final class ArchiveRoles implements SettingsCheck {

    static final String BACKUP = "holdfast_backup";
    static final String RESTORE = "holdfast_restore";
    static final List<String> ALL = List.of(BACKUP, RESTORE);

    private static final String LOGIN = "select from pg_roles where rolname = ? and rolcanlogin";

    /**
     * What both keep to. An export of everything takes as long as it takes, so the bounds are long;
     * there are some, since whatever hangs keeps PostgreSQL from cleaning up. Without row security
     * a COPY fails where it would otherwise leave out rows without a word.
     */
    private static final List<String> BEHAVIOUR =
            List.of(
                    "row_security = off",
                    "statement_timeout = '2h'",
                    "lock_timeout = '30s'",
                    "idle_in_transaction_session_timeout = '2h'",
                    "tcp_keepalives_idle = 5",
                    "tcp_keepalives_interval = 2",
                    "tcp_keepalives_count = 2",
                    "tcp_user_timeout = '60s'");

    private final Keys keys;
    private final boolean wanted;

    ArchiveRoles(
            Keys keys,
            @ConfigProperty(name = "holdfast.archive-roles", defaultValue = "false")
                    boolean wanted) {
        this.keys = keys;
        this.wanted = wanted;
    }

    /** Which logins there are not yet, of those that this service is to have. */
    List<String> missing(Connection admin) throws SQLException {
        var missing = new ArrayList<String>();
        if (wanted) {
            for (var role : ALL) {
                try (var statement = admin.prepareStatement(LOGIN)) {
                    statement.setString(1, role);
                    try (var row = statement.executeQuery()) {
                        if (!row.next()) {
                            missing.add("login of " + role);
                        }
                    }
                }
            }
        }
        return missing;
    }

    /** Both roles are there already; as often as it is run, to the same effect. */
    void run(Connection admin, String database) throws SQLException {
        if (!wanted) {
            return;
        }
        for (var role : ALL) {
            Provisioning.execute(admin, "alter role %s login".formatted(role));
            admin.unwrap(PGConnection.class)
                    .alterUserPassword(role, keys.database(role).toCharArray(), null);
            for (var setting : BEHAVIOUR) {
                Provisioning.execute(admin, "alter role %s set %s".formatted(role, setting));
            }
        }
        Provisioning.execute(
                admin, "alter role %s set default_transaction_read_only = on".formatted(BACKUP));
        Provisioning.execute(admin, "alter role %s createdb".formatted(RESTORE));
        Provisioning.execute(admin, "grant %s to %s".formatted(Provisioning.OWNER, RESTORE));
        Provisioning.execute(
                admin, "grant temporary on database \"%s\" to %s".formatted(database, RESTORE));
    }

    /** Said at the start, and not when the first snapshot fails. */
    @Override
    public List<String> wrong() {
        if (!wanted) {
            return List.of();
        }
        var lacking =
                ALL.stream().map("database:"::concat).filter(name -> !keys.holds(name)).toList();
        return lacking.isEmpty()
                ? List.of()
                : List.of(
                        "HOLDFAST_KEYS lacks %s. Add what is missing, or set HOLDFAST_SECRET."
                                .formatted(String.join(", ", lacking)));
    }
}
