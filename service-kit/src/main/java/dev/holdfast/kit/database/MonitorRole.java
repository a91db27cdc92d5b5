package dev.holdfast.kit.database;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Makes a service's roles members of {@code pg_monitor}, where its own properties ask for that:
 * they see what every session does and how large everything is, and no row of anybody. A managed
 * database may refuse that; the service works without, and sees less. Thread-safe.
 */
@Singleton
final class MonitorRole {

    private static final Logger LOG = Logger.getLogger("holdfast.start");
    private static final String MEMBER = "select pg_has_role(?, 'pg_monitor', 'usage')";

    /** In a block of its own, so that a refusal does not end the transaction. */
    private static final String GRANT =
            """
            do $$ begin
                grant pg_monitor to %s;
            exception when insufficient_privilege then
                null;
            end $$
            """;

    private final boolean wanted;

    // No record: its component would be taken for a producer of the setting.
    MonitorRole(
            @ConfigProperty(name = "holdfast.monitor-role", defaultValue = "false")
                    boolean wanted) {
        this.wanted = wanted;
    }

    /** Which of these roles, as far as they are there, are no members yet. */
    List<String> missing(Connection admin, List<String> roles) throws SQLException {
        var missing = new ArrayList<String>();
        for (var role : wanted ? roles : List.<String>of()) {
            if (Provisioning.holds(admin, Provisioning.ROLE, role) && !isMember(admin, role)) {
                missing.add("membership of %s in pg_monitor".formatted(role));
            }
        }
        return missing;
    }

    /** Of a role that is there; as often as it is run, to the same effect. */
    void run(Connection admin, String role) throws SQLException {
        if (!wanted || isMember(admin, role)) {
            return;
        }
        Provisioning.execute(admin, GRANT.formatted(role));
        if (!isMember(admin, role)) {
            LOG.warnf(
                    "The role of DATABASE_ADMIN_URL may not grant pg_monitor to %s: what other"
                            + " roles' sessions do and how large everything is stays unknown. Run"
                            + " 'grant pg_monitor to %s' as a superuser, or ask your database"
                            + " provider to.",
                    role, role);
        }
    }

    private static boolean isMember(Connection admin, String role) throws SQLException {
        try (var statement = admin.prepareStatement(MEMBER)) {
            statement.setString(1, role);
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
